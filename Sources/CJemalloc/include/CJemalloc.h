#ifndef TIDINGS_CJEMALLOC_H
#define TIDINGS_CJEMALLOC_H

/// Linked into the programs, jemalloc takes the place of the C library's `malloc` for all that they are made of. There
/// is nothing to call: this is what it is told when it starts.
extern const char *malloc_conf;

#endif
