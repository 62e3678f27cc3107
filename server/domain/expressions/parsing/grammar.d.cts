import type { parser } from '@lezer/python' with { 'resolution-mode': 'import' };

/** The parser of Python's grammar. */
export function pythonParser(): typeof parser;
