#include "CLibICU.h"

#include <stdio.h>
#include <stdlib.h>
#include <unicode/ubrk.h>
#include <unicode/uchar.h>
#include <unicode/ucnv.h>
#include <unicode/uloc.h>
#include <unicode/unorm2.h>
#include <unicode/uscript.h>
#include <unicode/ustring.h>
#include <unicode/utext.h>
#include <unicode/utrans.h>

_Static_assert(15 == U_BUFFER_OVERFLOW_ERROR, "ICU renumbered its errors");
_Static_assert((int)TIDINGS_WORD_BREAKS == UBRK_WORD, "ICU renumbered its iterators");
_Static_assert((int)TIDINGS_SENTENCE_BREAKS == UBRK_SENTENCE, "ICU renumbered its iterators");

struct tidings_breaker {
  UBreakIterator *iterator;
  UText text;
};

tidings_breaker *tidings_breaker_open(tidings_breaker_kind kind, const char *locale) {
  UErrorCode status = U_ZERO_ERROR;
  tidings_breaker *breaker = malloc(sizeof(tidings_breaker));
  if (!breaker) return NULL;
  UText empty = UTEXT_INITIALIZER;
  breaker->text = empty;
  breaker->iterator = ubrk_open((UBreakIteratorType)kind, locale, NULL, 0, &status);
  if (U_SUCCESS(status)) return breaker;
  free(breaker);
  return NULL;
}

void tidings_breaker_close(tidings_breaker *breaker) {
  ubrk_close(breaker->iterator);
  utext_close(&breaker->text);
  free(breaker);
}

int tidings_breaker_set_text(tidings_breaker *breaker, const char *utf8, int64_t length) {
  UErrorCode status = U_ZERO_ERROR;
  utext_openUTF8(&breaker->text, utf8, length, &status);
  ubrk_setUText(breaker->iterator, &breaker->text, &status);
  if (U_SUCCESS(status)) ubrk_first(breaker->iterator);
  return status;
}

int32_t tidings_breaker_next(tidings_breaker *breaker, int32_t *status) {
  int32_t next = ubrk_next(breaker->iterator);
  if (next != UBRK_DONE) *status = ubrk_getRuleStatus(breaker->iterator);
  return next;
}

int tidings_icu_category(int32_t scalar) { return u_charType(scalar); }
int tidings_icu_digit_value(int32_t scalar) { return u_charDigitValue(scalar); }

int tidings_icu_script(int32_t scalar) {
  UErrorCode status = U_ZERO_ERROR;
  return uscript_getScript(scalar, &status);
}

int tidings_icu_word_break(int32_t scalar) { return u_getIntPropertyValue(scalar, UCHAR_WORD_BREAK); }
int tidings_icu_sentence_break(int32_t scalar) { return u_getIntPropertyValue(scalar, UCHAR_SENTENCE_BREAK); }

bool tidings_icu_needs_dictionary(int32_t scalar) {
  UErrorCode status = U_ZERO_ERROR;
  switch (uscript_getScript(scalar, &status)) {
    case USCRIPT_HAN: case USCRIPT_HIRAGANA: case USCRIPT_KATAKANA: case USCRIPT_HANGUL: return true;
    default: break;
  }
  return u_getIntPropertyValue(scalar, UCHAR_LINE_BREAK) == U_LB_COMPLEX_CONTEXT;
}

const char *tidings_icu_script_name(int script) { return uscript_getShortName((UScriptCode)script); }

int tidings_icu_normalize(
    tidings_normal_form form, const uint16_t *source, int32_t source_length, uint16_t *target,
    int32_t capacity, int32_t *length) {
  UErrorCode status = U_ZERO_ERROR;
  const UNormalizer2 *normalizer = NULL;
  switch (form) {
    case TIDINGS_NFC: normalizer = unorm2_getNFCInstance(&status); break;
    case TIDINGS_NFD: normalizer = unorm2_getNFDInstance(&status); break;
    case TIDINGS_NFKC: normalizer = unorm2_getNFKCInstance(&status); break;
    case TIDINGS_NFKC_CASEFOLD: normalizer = unorm2_getNFKCCasefoldInstance(&status); break;
  }
  *length = unorm2_normalize(
      normalizer, (const UChar *)source, source_length, (UChar *)target, capacity, &status);
  return status;
}

bool tidings_icu_is_normal(tidings_normal_form form, int32_t scalar) {
  UProperty property = form == TIDINGS_NFC ? UCHAR_NFC_QUICK_CHECK : UCHAR_NFKC_QUICK_CHECK;
  return u_getIntPropertyValue(scalar, property) == UNORM_YES;
}

bool tidings_icu_changes(tidings_normal_form form, int32_t scalar) {
  return form == TIDINGS_NFKC_CASEFOLD
             ? u_hasBinaryProperty(scalar, UCHAR_CHANGES_WHEN_NFKC_CASEFOLDED)
             : u_getIntPropertyValue(scalar, UCHAR_NFKC_QUICK_CHECK) == UNORM_NO;
}

int tidings_icu_combining_class(int32_t scalar) { return u_getCombiningClass(scalar); }

tidings_transliterator *tidings_transliterator_open(const char *rules) {
  UErrorCode status = U_ZERO_ERROR;
  UChar id[256];
  int32_t length = 0;
  u_strFromUTF8(id, 256, &length, rules, -1, &status);
  UTransliterator *opened = utrans_openU(id, length, UTRANS_FORWARD, NULL, 0, NULL, &status);
  return U_SUCCESS(status) ? (tidings_transliterator *)opened : NULL;
}

void tidings_transliterator_close(tidings_transliterator *transliterator) {
  utrans_close((UTransliterator *)transliterator);
}

int tidings_transliterator_apply(
    const tidings_transliterator *transliterator, uint16_t *text, int32_t *length, int32_t capacity) {
  UErrorCode status = U_ZERO_ERROR;
  int32_t limit = *length;
  utrans_transUChars(
      (const UTransliterator *)transliterator, (UChar *)text, length, capacity, 0, &limit, &status);
  return status;
}

tidings_converter *tidings_converter_open(const char *name) {
  UErrorCode status = U_ZERO_ERROR;
  UConverter *opened = ucnv_open(name, &status);
  return U_SUCCESS(status) ? (tidings_converter *)opened : NULL;
}

void tidings_converter_close(tidings_converter *converter) { ucnv_close((UConverter *)converter); }

int tidings_converter_to_utf16(
    tidings_converter *converter, uint16_t **target, const uint16_t *target_end, const char **source,
    const char *source_end) {
  UErrorCode status = U_ZERO_ERROR;
  ucnv_toUnicode(
      (UConverter *)converter, (UChar **)target, (const UChar *)target_end, source, source_end, NULL, true,
      &status);
  return status;
}

const char *const *tidings_icu_territories(void) { return uloc_getISOCountries(); }

int32_t tidings_icu_territory_name(const char *territory, const char *language, uint16_t *name, int32_t capacity) {
  UErrorCode status = U_ZERO_ERROR;
  char locale[32];
  snprintf(locale, sizeof(locale), "und_%s", territory);
  int32_t length = uloc_getDisplayCountry(locale, language, (UChar *)name, capacity, &status);
  return U_SUCCESS(status) && status != U_USING_DEFAULT_WARNING && length <= capacity ? length : 0;
}
