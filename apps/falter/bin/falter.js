#!/usr/bin/env node
// Plain JavaScript, so that a Node too old for the rest can still say so.
const [major, minor] = process.versions.node.split('.').map(Number);
if (major < 22 || (major === 22 && minor < 18)) {
  process.stderr.write(
    `falter: this is Node ${process.versions.node}, and falter needs 22.18 or later. ` +
      'Install a newer Node, or use "npm start" in the checkout, which brings its own.\n',
  );
  process.exit(1);
}
await import('../src/main.ts');
