#include "CLD2.h"

// The detector's header uses FILE without including what declares it.
#include <cstdio>

#include <cld2/public/compact_lang_det.h>
#include <cld2/public/encodings.h>

extern "C" struct tidings_cld2_result tidings_cld2_detect(
    const char *text, int length, const char *hint, bool best_effort) {
  CLD2::CLDHints hints = {hint, nullptr, CLD2::UNKNOWN_ENCODING, CLD2::UNKNOWN_LANGUAGE};
  CLD2::Language languages[3];
  struct tidings_cld2_result result = {};
  int text_bytes = 0;
  bool reliable = false;
  CLD2::ExtDetectLanguageSummaryCheckUTF8(
      text, length, true, &hints, best_effort ? CLD2::kCLDFlagBestEffort : 0, languages, result.percent, result.score, nullptr,
      &text_bytes, &reliable, &result.valid_prefix);
  for (int i = 0; i < 3; i++) result.code[i] = CLD2::LanguageCode(languages[i]);
  result.reliable = reliable;
  return result;
}
