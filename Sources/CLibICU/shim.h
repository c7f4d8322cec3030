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

// Converters between charsets (ucnv.h).
static inline UConverter *tidings_ucnv_open(const char *name, UErrorCode *status) { return ucnv_open(name, status); }
static inline void tidings_ucnv_close(UConverter *converter) { ucnv_close(converter); }
static inline void tidings_ucnv_toUnicode(
    UConverter *converter, UChar **target, const UChar *target_end, const char **source, const char *source_end,
    UBool flush, UErrorCode *status) {
  ucnv_toUnicode(converter, target, target_end, source, source_end, NULL, flush, status);
}
static inline const UNormalizer2 *tidings_unorm2_getNFCInstance(UErrorCode *status) { return unorm2_getNFCInstance(status); }
static inline int32_t tidings_unorm2_normalize(
    const UNormalizer2 *form, const UChar *source, int32_t length, UChar *target, int32_t capacity, UErrorCode *status) {
  return unorm2_normalize(form, source, length, target, capacity, status);
}
