#pragma once
#include <unicode/ubrk.h>
#include <unicode/uchar.h>
#include <unicode/ucnv.h>
#include <unicode/uloc.h>
#include <unicode/unorm2.h>
#include <unicode/uscript.h>
#include <unicode/ustring.h>
#include <unicode/utext.h>
#include <unicode/utrans.h>
#include <unicode/udat.h>
#include <unicode/ucal.h>
#include <unicode/uidna.h>

// ICU's functions carry the version in their names by way of macros, which Swift does not see:
// each one that Linguistics calls gets a door here, named like the function with a `tidings_` before it.
static inline UBreakIterator *tidings_ubrk_open(UBreakIteratorType type, const char *locale, UErrorCode *status) {
  return ubrk_open(type, locale, NULL, 0, status);
}
static inline void tidings_ubrk_close(UBreakIterator *iterator) { ubrk_close(iterator); }
static inline void tidings_ubrk_setUText(UBreakIterator *iterator, UText *text, UErrorCode *status) {
  ubrk_setUText(iterator, text, status);
}
static inline int32_t tidings_ubrk_next(UBreakIterator *iterator) { return ubrk_next(iterator); }
static inline int32_t tidings_ubrk_first(UBreakIterator *iterator) { return ubrk_first(iterator); }
static inline int32_t tidings_ubrk_getRuleStatus(UBreakIterator *iterator) { return ubrk_getRuleStatus(iterator); }
static inline UText *tidings_utext_openUTF8(UText *text, const char *bytes, int64_t length, UErrorCode *status) {
  return utext_openUTF8(text, bytes, length, status);
}
static inline void tidings_utext_close(UText *text) { utext_close(text); }
