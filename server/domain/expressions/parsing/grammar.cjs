// CommonJS, for only `require` loads a package at the moment when it is first asked for. Of the start of a replay that needs
// no expression, the tables of this grammar were a tenth.

/** The parser of Python's grammar. */
exports.pythonParser = () => require('@lezer/python').parser;
