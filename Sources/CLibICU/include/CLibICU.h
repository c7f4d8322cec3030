#pragma once
#include <stdbool.h>
#include <stdint.h>

// Doors to the system's ICU. None of ICU's own types show here, on purpose: Foundation brings an ICU of
// another version, and Swift refuses two modules that define `UErrorCode` differently.
// Functions that can fail return ICU's error code (0 or below: done) or NULL.

/// Error code of a buffer that was too small; the length that is needed came back all the same.
static const int TIDINGS_ICU_BUFFER_OVERFLOW = 15;

// Break iterators over UTF-8.
typedef struct tidings_breaker tidings_breaker;
typedef enum tidings_breaker_kind { TIDINGS_WORD_BREAKS = 1, TIDINGS_SENTENCE_BREAKS = 3 } tidings_breaker_kind;

/// NULL where ICU's data are missing or memory is short. An unknown locale gets the root rules.
tidings_breaker *tidings_breaker_open(tidings_breaker_kind kind, const char *locale);
void tidings_breaker_close(tidings_breaker *breaker);
/// The text must stay where it is until the last `next`. Returns ICU's error code.
int tidings_breaker_set_text(tidings_breaker *breaker, const char *utf8, int64_t length);
/// Byte offset of the next boundary, -1 after the last; `status` gets the rule status (see ubrk.h).
int32_t tidings_breaker_next(tidings_breaker *breaker, int32_t *status);

// Properties of characters.
/// General category as in uchar.h (`UCharCategory`).
int tidings_icu_category(int32_t scalar);
/// 0-9, or -1.
int tidings_icu_digit_value(int32_t scalar);
/// Script number; `tidings_icu_script_name` gives its ISO 15924 code, static storage.
int tidings_icu_script(int32_t scalar);
const char *tidings_icu_script_name(int script);
/// Word_Break and Sentence_Break as in uchar.h (`UWordBreakValues`, `USentenceBreak`).
int tidings_icu_word_break(int32_t scalar);
int tidings_icu_sentence_break(int32_t scalar);
/// Whether words of the scalar's script are found by a dictionary, or where ICU says so for other reasons.
bool tidings_icu_needs_dictionary(int32_t scalar);

// Normal forms: UTF-16 in, UTF-16 out; `*length` gets the length that is needed. Returns ICU's error code.
typedef enum tidings_normal_form {
  TIDINGS_NFC, TIDINGS_NFD, TIDINGS_NFKC, TIDINGS_NFKC_CASEFOLD
} tidings_normal_form;
int tidings_icu_normalize(
    tidings_normal_form form, const uint16_t *source, int32_t source_length, uint16_t *target,
    int32_t capacity, int32_t *length);

/// Whether a text of nothing but this scalar and others like it is in that form (the form's quick check says yes), but
/// for the order of combining classes. NFC and NFKC only.
bool tidings_icu_is_normal(tidings_normal_form form, int32_t scalar);
/// Whether a scalar is another, or none, or several, in that form. NFKC and NFKC_CASEFOLD only.
bool tidings_icu_changes(tidings_normal_form form, int32_t scalar);
/// 0-254.
int tidings_icu_combining_class(int32_t scalar);

// Transliterators.
typedef struct tidings_transliterator tidings_transliterator;
/// `rules` is ICU's transform ID, e.g. "Any-Latin; Lower". NULL where ICU knows no such transform.
tidings_transliterator *tidings_transliterator_open(const char *rules);
void tidings_transliterator_close(tidings_transliterator *transliterator);
/// In place; `*length` is the length before and after. Returns ICU's error code.
int tidings_transliterator_apply(
    const tidings_transliterator *transliterator, uint16_t *text, int32_t *length, int32_t capacity);

// Converters between charsets.
typedef struct tidings_converter tidings_converter;
/// NULL where ICU has no such converter.
tidings_converter *tidings_converter_open(const char *name);
void tidings_converter_close(tidings_converter *converter);
/// To UTF-16, to the end of the source or of the target, whichever comes first; both pointers move on.
/// Bad sequences become U+FFFD. Returns ICU's error code: `TIDINGS_ICU_BUFFER_OVERFLOW` for "call again".
int tidings_converter_to_utf16(
    tidings_converter *converter, uint16_t **target, const uint16_t *target_end, const char **source,
    const char *source_end);

// Names of territories.
/// ISO 3166 codes, NULL at the end; static storage.
const char *const *tidings_icu_territories(void);
/// Length of the territory's name in a language, UTF-16 in `name`; 0 where that language has none.
int32_t tidings_icu_territory_name(const char *territory, const char *language, uint16_t *name, int32_t capacity);
