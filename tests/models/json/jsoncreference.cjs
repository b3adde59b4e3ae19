// SPDX-FileCopyrightText: 2026 The Konstantly Keys authors
// SPDX-License-Identifier: MIT

// jsoncreference.cjs PARSER CASES: compares what we made of texts in JSON with comments with what the package in folder PARSER,
// VS Code's own parser, makes of them. The cases are those of tomlreference.py. Prints what differs, then the numbers of cases
// and of accepted texts; the exit code is 1 if anything differed, 77 without the package.
'use strict';

const { existsSync, readFileSync } = require('fs');
const { isDeepStrictEqual } = require('util');

const [folder, cases] = process.argv.slice(2);
if (!existsSync(folder)) {
    console.log('no jsonc-parser');
    process.exit(77);
}
const { parse } = require(folder);

function load(encoded) {
    const errors = [];
    const text = Buffer.from(encoded, 'base64').toString('utf8').replace(/^\uFEFF/, ''); // a mark is not its affair
    const value = parse(text, errors, { allowTrailingComma: true });
    if (errors.length > 0)
        throw new SyntaxError(`error ${errors[0].error} at ${errors[0].offset}`);
    return value;
}

function valueOf(tree) {
    if (tree.object !== undefined)
        return Object.fromEntries(Object.entries(tree.object).map(([name, member]) => [name, valueOf(member)]));
    if (tree.array !== undefined)
        return tree.array.map(valueOf);
    return tree.string !== undefined ? tree.string : JSON.parse(tree.raw);
}

function takenOut(document, path, name) {
    let value;
    if (path.length > 0) {
        const inner = document[path[0]];
        value = takenOut(inner, path.slice(1), name);
        if (Object.keys(inner).length === 0)
            delete document[path[0]];
    } else {
        value = document[name];
        delete document[name];
    }
    return value;
}

//! Objects on the way that hold nothing count as not there.
function pruned(document, path) {
    const inner = path.length > 0 ? document[path[0]] : undefined;
    if (inner !== undefined && typeof inner === 'object') {
        pruned(inner, path.slice(1));
        if (Object.keys(inner).length === 0)
            delete document[path[0]];
    }
    return document;
}

function difference(one) {
    if (one.text !== undefined) {
        let expected;
        try {
            expected = load(one.text);
        } catch (error) {
            return one.tree === null ? undefined : `accepted, though: ${error.message}`;
        }
        if (one.tree === null)
            return 'refused';
        return isDeepStrictEqual(expected, valueOf(one.tree)) ? undefined : 'read differently';
    }
    const before = load(one.before);
    const after = load(one.after);
    if (!isDeepStrictEqual(takenOut(after, one.path, one.name), one.value))
        return 'the member is not what it should be';
    return isDeepStrictEqual(pruned(before, one.path), after) ? undefined : 'something else changed';
}

let accepted = 0;
let failed = 0;
const lines = readFileSync(cases, 'utf8').trim().split('\n');
lines.forEach((line, index) => {
    const one = JSON.parse(line);
    accepted += one.tree === undefined || one.tree === null ? 0 : 1;
    let problem;
    try {
        problem = difference(one);
    } catch (error) {
        problem = error.message;
    }
    if (problem === undefined)
        return;
    if (++failed <= 10)
        console.log(`case ${index + 1}: ${problem}`, ['text', 'before', 'after'].filter(part => part in one)
            .map(part => JSON.stringify(Buffer.from(one[part], 'base64').toString())).join('\n  '));
});
console.log(`${lines.length} cases, ${accepted} accepted, ${failed} differ`);
process.exitCode = failed > 0 ? 1 : 0;
