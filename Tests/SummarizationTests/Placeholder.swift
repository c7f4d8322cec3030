// The module's first test file; its tests replace it.
