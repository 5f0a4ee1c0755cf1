import { changed } from './edit.ts';

/** rrweb's file is compiled for engines that never reach it: begin.ts turns them away. Says the same in fewer bytes. */
export function lean(code: string): string {
  return withPlainArrays(withPlainEnums(withPlainFields(code)));
}

/** `__publicField(this, "x", value)` becomes an assignment; nobody reads a field before it has a value. */
function withPlainFields(code: string): string {
  const helpers = code.slice(0, code.indexOf('var _a;'));
  if (!helpers.includes('var __publicField = ')) throw changed('__publicField', 'class fields');
  const plain = code
    .slice(helpers.length)
    .replaceAll(/^ *__publicField\(this, "\w+"\);\n/gm, '')
    .replaceAll(/__publicField\(this, "(\w+)", /g, 'assign(this.$1 = ');
  // What is left is `assign(this.x = value)`, and brackets around an expression change nothing.
  const fields = plain.replaceAll('assign(this.', '(this.');
  if (fields.includes('__publicField')) throw changed('other __publicField', 'class fields');
  return fields;
}

/** An enum compiled to a function that fills an object: its names become numbers, as they are everywhere else. */
function withPlainEnums(code: string): string {
  const declared = [
    ...code.matchAll(/^var (\w+) = \/\* @__PURE__ \*\/ \(\(\w+\) => \{\n([\s\S]*?)\n\}\)\(\1 \|\| \{\}\);\n/gm),
  ];
  if (declared.length !== 7) throw changed(`7 enums but ${declared.length}`, 'enums');
  return declared.reduce(inlined, code);
}

function inlined(code: string, [declaration, name = '', body = '']: RegExpMatchArray): string {
  const members = [...body.matchAll(/\w+\[\w+\["(\w+)"\] = (\d+)\]/g)].map(([, key, value]) => [key, value] as const);
  // The last line gives the object back.
  if (members.length !== body.split('\n').length - 1) throw changed(`enum ${name} of plain numbers`, 'enums');
  const object = `const ${name} = {${members.map(([key, value]) => `"${key}": ${value}`).join()}};\n`;
  const numbers = members.reduce(
    (text, [key, value]) => text.replaceAll(new RegExp(`\\b${name}(\\.${key}\\b|\\["${key}"\\])`, 'g'), `${value}`),
    code.replace(declaration, () => ''),
  );
  // Looked up by name at run time: then it stays, as a plain object.
  return new RegExp(`\\b${name}\\b`).test(numbers) ? object + numbers : numbers;
}

/** `Array.from` is what Prototype.js replaces; rrweb put the browser's back, on the page's own global. A spread needs neither. */
function withPlainArrays(code: string): string {
  return code.replaceAll(/\bArray\.from\(((?:[^(),]|\([^()]*\))+)\)/g, '[...$1]');
}
