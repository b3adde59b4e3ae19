#!/usr/bin/env node
// SPDX-FileCopyrightText: 2026 The Konstantly Keys authors
// SPDX-License-Identifier: MIT

// TEST STAND-IN for @konstantly/mcp-server, see README.md.

import { createInterface } from 'node:readline';
import { Service } from './lib/service.js';
import { Session } from './lib/session.js';

function giveUp(why) {
    process.stderr.write(`konstantly-mcp-server: ${why}\n`);
    process.exit(1);
}

const debug = process.env.KONSTANTLY_MCP_DEBUG === '1'
    ? text => process.stderr.write(`konstantly-mcp-server: ${text}\n`)
    : () => {};

let service;
try {
    service = new Service(process.env.KONSTANTLY_URL, process.env.KONSTANTLY_MCP_KEY, debug);
} catch (error) {
    giveUp(error.message);
}

// Which tools there are depends on the key, so a refused one ends the server before it has answered anything.
const capabilities = service.get('/api/v2/mcp/capabilities');
await capabilities.catch(error => giveUp(error.message));

const session = new Session(service, capabilities, debug);
const pending = new Set();
const input = createInterface({ input: process.stdin, crlfDelay: Infinity });
input.on('line', line => {
    const answer = session.answer(line).then(text => {
        pending.delete(answer);
        if (text !== undefined)
            process.stdout.write(text + '\n');
    });
    pending.add(answer);
});
input.on('close', async () => {
    await Promise.all(pending); // what was asked before the end is still answered
    process.exit(0);
});
// The client is gone: nobody is left to talk to.
process.stdout.on('error', () => process.exit(0));
