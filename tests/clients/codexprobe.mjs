// SPDX-FileCopyrightText: 2026 The Konstantly Keys authors
// SPDX-License-Identifier: MIT

// codexprobe.mjs CODEX SERVER [TOOL]: has `CODEX app-server` start the MCP servers of its configuration, prints what it says of
// SERVER and its tools, and then the answer of SERVER's tool TOOL, each as one line of JSON. Exits with 1 when it can't.

import { spawn } from 'node:child_process';
import { createInterface } from 'node:readline';

const [codex, server, tool] = process.argv.slice(2);
const child = spawn(codex, ['app-server'], { stdio: ['pipe', 'pipe', 'inherit'] });
const pending = new Map();
let lastId = 0;

function ask(method, params) {
    const id = ++lastId;
    child.stdin.write(JSON.stringify({ id, method, params }) + '\n');
    return new Promise((done, failed) => pending.set(id, { done, failed }));
}

createInterface({ input: child.stdout }).on('line', line => {
    const message = JSON.parse(line);
    const waiting = message.method === undefined && pending.get(message.id);
    if (!waiting)
        return;
    pending.delete(message.id);
    if (message.error)
        waiting.failed(new Error(JSON.stringify(message.error)));
    else
        waiting.done(message.result);
});

try {
    await ask('initialize', { clientInfo: { name: 'probe', title: 'probe', version: '0' } });
    child.stdin.write(JSON.stringify({ method: 'initialized' }) + '\n');
    const { data } = await ask('mcpServerStatus/list', {});
    console.log(JSON.stringify(data.filter(one => one.name === server)));
    if (tool !== undefined) {
        const { thread } = await ask('thread/start', { ephemeral: true });
        console.log(JSON.stringify(await ask('mcpServer/tool/call', { threadId: thread.id, server, tool, arguments: {} })));
    }
    process.exitCode = 0;
} catch (error) {
    console.error(error.message);
    process.exitCode = 1;
}
child.stdin.end();
