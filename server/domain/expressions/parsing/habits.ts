const NO_REGEX = 'there are no regular expressions: use in, startswith or endswith';
const NO_FUNCTIONS = 'functions are not allowed: use a comprehension, [… for x in xs]';
const NO_ASSIGNMENT = 'an expression assigns nothing: write the value where it is used';
const COMMENTS = "a comment begins with '#'";

/** A word that stands alone, in upper case only: SQL's, where lower case is Python's or somebody's name. */
const sql = (word: string) => new RegExp(`(?<![.\\w])${word}\\b`, 'g');
const anyCase = (word: string) => new RegExp(`(?<![.\\w])(?:${word})\\b(?!\\s*[.=])`, 'gi');

/** What people who come from other languages write, and Python's way. Of two that fit the same place the first wins. */
export const HABITS: readonly (readonly [RegExp, string])[] = [
  [/&&/g, "use 'and' instead of '&&'"],
  [/\|\|/g, "use 'or' instead of '||'"],
  [/!==/g, "use '!=' instead of '!=='"],
  [/===/g, "use '==' instead of '==='"],
  [/\?\?/g, "use 'x if x is not None else y' instead of '??'"],
  [/\?\./g, "use event_data.get('name') instead of '?.'"],
  [/\?/g, "use 'x if condition else y' instead of '?'"],
  [/=~\s*\/?/g, NO_REGEX],
  [/~=/g, "use '!=' instead of '~='"],
  [/=>/g, "functions are not allowed; for 'greater or equal' use '>='"],
  [/=</g, "use '<=' instead of '=<'"],
  [/=!/g, "use '!=' instead of '=!'"],
  [/!<|!>/g, "use '>=' for 'not less', '<=' for 'not greater'"],
  [/!(?=[.[])/g, "leave '!' out"],
  [/!(?!=)/g, "use 'not' instead of '!'"],
  [/\+\+/g, "an expression changes nothing: use '+ 1'"],
  [/(?<=[\w)\]])--(?=\s*(?:$|\n|[)\],;]))/g, "an expression changes nothing: use '- 1'"],
  [/\/\*/g, COMMENTS],
  [/--(?=\s*[a-z]+\s+[a-z])/gi, COMMENTS],
  [/\/\/(?=\s*[\p{L}']+\s+[\p{L}'])/gu, COMMENTS],
  [/(?<=^\(?\s*|[(,=~]\s*)\/[^/\n]+\/\w*/g, NO_REGEX],
  [/(?<![.\w])(?:let|var|const)\s+\w+\s*=/g, NO_ASSIGNMENT],
  [/:=/g, NO_ASSIGNMENT],
  [/(?<![=!<>:+\-*/%&|^@~])=(?![=~<>!])/g, "use '==' to compare"],
  [/[+\-*/%&|^@]=/g, NO_ASSIGNMENT],
  [/;/g, 'one expression only: connect conditions with and, or'],
  [/\$\{?/g, "names have no '$'"],
  [/`/g, "texts are quoted with ' or \"; values are put into them by f-strings: f'{version}'"],
  [/->/g, "use '.' instead of '->'"],
  [/(?<=\w)::(?=[a-z])/gi, "use '.' instead of '::', and int(x) to convert"],
  [/(?<=[A-Za-z_\])]\s*)\.\d+/g, 'items are counted in brackets, from 0: tags[0]'],
  [/\btypeof\b/g, 'use type(x) or isinstance(x, str)'],
  [/\binstanceof\b/g, "use isinstance(x, int) instead of 'instanceof'"],
  [/\bnew\s+Date\b/g, "use datetime.now() or datetime(2025, 9, 19) instead of 'new Date'"],
  [/\bnew\b/g, "there is no 'new' in Python"],
  [/\bfunction\b/g, NO_FUNCTIONS],
  [/(?<![.\w])delete\b/g, 'an expression changes nothing'],
  [sql('IS\\s+NOT\\s+NULL'), "use 'is not None' instead of 'IS NOT NULL'"],
  [sql('IS\\s+NULL'), "use 'is None' instead of 'IS NULL'"],
  [sql('NOT\\s+IN'), "use 'not in' instead of 'NOT IN'"],
  [/\bnot_in\b|\bnotin\b/g, "write 'not in' as two words"],
  [anyCase('not\\s+i?like|i?like'), "use in, startswith or endswith instead of 'LIKE'"],
  [anyCase('between'), "use '1 <= x <= 5' instead of 'BETWEEN'"],
  [anyCase('where|select|when|unless'), 'write the condition alone'],
  [anyCase('exists'), "use 'name' in event_data instead of 'exists'"],
  [sql('AND'), "use 'and' instead of 'AND'"],
  [sql('OR'), "use 'or' instead of 'OR'"],
  [sql('NOT'), "use 'not' instead of 'NOT'"],
  [sql('IN'), "use 'in' instead of 'IN'"],
  [sql('IS'), "use 'is' instead of 'IS'"],
];

/** Statements by the grammar's names, and what to say to each. */
export const STATEMENTS: Readonly<Record<string, string>> = {
  ImportStatement: 'imports are not allowed: the names that an expression can use are there already',
  IfStatement: "leave 'if' out: the condition alone; to choose between values, 'x if condition else y'",
  ForStatement: 'statements are not allowed: use a comprehension, [… for x in xs]',
  WhileStatement: 'statements are not allowed: use a comprehension, [… for x in xs]',
  FunctionDefinition: NO_FUNCTIONS,
  DecoratedStatement: "names have no '@'",
  ReturnStatement: "leave 'return' out: the expression's value is the answer",
  AssertStatement: "leave 'assert' out: the expression's truth is the answer",
  PrintStatement: "leave 'print' out: the expression's value is shown",
  UpdateStatement: NO_ASSIGNMENT,
  YieldStatement: "'yield' is not allowed in an expression",
};
