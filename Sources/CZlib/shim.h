#pragma once
#include <zlib.h>

// The init function is a macro that adds the version and the struct's size.
static inline int tidings_inflate_init(z_stream *stream, int window_bits) {
  return inflateInit2(stream, window_bits);
}
