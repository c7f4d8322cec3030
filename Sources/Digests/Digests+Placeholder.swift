// The module's first file; its stage replaces it.
