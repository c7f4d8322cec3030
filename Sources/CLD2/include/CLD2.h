#pragma once
#include <stdbool.h>
#include <stddef.h>

#ifdef __cplusplus
extern "C" {
#endif

/// What Compact Language Detector 2 says of a text: up to three languages, the likeliest first.
struct tidings_cld2_result {
  /// ISO 639 code (`"en"`, `"zh-Hant"`, `"un"` for unknown); static storage, never freed.
  const char *code[3];
  /// Share of the text's letters in that language, 0–100.
  int percent[3];
  /// The detector's own normalised score, about 1.0 for ordinary prose.
  double score[3];
  bool reliable;
  /// Bytes that were valid UTF-8 from the start; shorter than the text when it was not.
  int valid_prefix;
};

/// Identifies the language of `length` bytes of UTF-8 at `text`. `hint` is an ISO 639 code or NULL.
/// `best_effort` makes the detector name a language even where it is not sure: for short texts.
struct tidings_cld2_result tidings_cld2_detect(
    const char *text, int length, const char *hint, bool best_effort);

#ifdef __cplusplus
}
#endif
