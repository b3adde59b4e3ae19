#!/usr/bin/env node
// SPDX-FileCopyrightText: 2026 The Konstantly Keys authors
// SPDX-License-Identifier: MIT

// What the launcher starts in its tests. The first word of $HOME/mode says what it is to do.
'use strict';
const crypto = require('crypto');
const fs = require('fs');
const home = process.env.HOME;
const [mode, argument] = fs.readFileSync(home + '/mode', 'utf8').trim().split(' ');

function descriptors() {
  return fs.readdirSync('/proc/self/fd').filter((name) => {
    try {
      return !fs.readlinkSync('/proc/self/fd/' + name).match(/^(anon_inode:|\/proc\/)/);
    } catch {
      return false; // the one that listed them
    }
  });
}

const modes = {
  // Says all that it can see of itself, and then waits for the end of its input.
  report() {
    const key = process.env.KONSTANTLY_MCP_KEY || '';
    const environment = { ...process.env };
    delete environment.KONSTANTLY_MCP_KEY;
    console.log(JSON.stringify({
      keySha256: crypto.createHash('sha256').update(key, 'latin1').digest('hex'),
      environment, argv: process.argv, execArgv: process.execArgv, cwd: process.cwd(), pid: process.pid,
      original: fs.readFileSync('/proc/self/environ', 'latin1'),
      keyDescriptorIsOpen: fs.existsSync('/proc/self/fd/3') &&
        fs.readlinkSync('/proc/self/fd/3').startsWith('pipe:'),
      files: descriptors().map((name) => fs.readlinkSync('/proc/self/fd/' + name)),
    }));
    process.stdin.resume();
  },
  // Reads a little, says why on standard error, and is gone without an answer.
  dies() {
    const words = fs.readFileSync(home + '/mode', 'utf8').trim().split(' ').slice(1).join(' ');
    process.stdin.once('data', () => {
      fs.writeSync(2, words ? `server: ${words}\n` : '');
      process.exit(1);
    });
  },
  // What "dies" does, with a record of it: one attempt to authenticate for each start.
  rejected() {
    fs.appendFileSync(home + '/attempts', 'x');
    modes.dies();
  },
  // Does its handshake; each tools/call fails with the words.
  fails() {
    fs.appendFileSync(home + '/attempts', 'x');
    const text = fs.readFileSync(home + '/mode', 'utf8').trim().slice('fails '.length);
    modes.mcp({ content: [{ type: 'text', text }], isError: true });
  },
  echo() { process.stdin.pipe(process.stdout); },
  exit() { process.exitCode = Number(argument); },
  crash() { process.kill(process.pid, argument); setInterval(() => {}, 1000); },
  // Goes on whatever happens.
  stubborn() {
    for (const signal of ['SIGTERM', 'SIGINT', 'SIGHUP']) process.on(signal, () => {});
    process.stdout.on('error', () => {});
    console.log(process.pid);
    setInterval(() => {}, 1000);
  },
  signals() {
    for (const signal of ['SIGTERM', 'SIGINT', 'SIGHUP'])
      process.on(signal, () => { console.log(signal); process.exit(7); });
    console.log('ready');
    process.stdin.resume();
  },
  stderr() {
    process.stderr.write('plain \x00\xff line\nkey=' + process.env.KONSTANTLY_MCP_KEY + ' end\nno line end');
  },
  flood() { process.stdout.write(Buffer.alloc(Number(argument), 'x')); },
  closesOutput() {
    fs.closeSync(1);
    process.stdin.resume();
    process.stdin.on('end', () => process.exit(5));
  },
  // A slow answer after the end of the input.
  late() {
    process.stdin.resume();
    process.stdin.on('end', () => setTimeout(() => console.log('late'), Number(argument)));
  },
  forks() {
    if (process.argv[2] === 'child') {
      process.send({ hasKey: 'KONSTANTLY_MCP_KEY' in process.env });
      process.disconnect();
      return;
    }
    require('child_process').fork(__filename, ['child'])
      .on('message', (m) => console.log(JSON.stringify(m)))
      .on('exit', (code) => { process.exitCode = code; });
  },
  worker() {
    const { Worker } = require('worker_threads');
    new Worker("require('worker_threads').parentPort.postMessage('KONSTANTLY_MCP_KEY' in process.env)",
      { eval: true }).on('message', (m) => console.log(m));
  },
  // A small MCP server.
  mcp(ofCalls = { content: [] }) {
    let rest = '';
    process.stdin.on('data', (data) => {
      const lines = (rest + data).split('\n');
      rest = lines.pop();
      for (const line of lines.filter(Boolean)) {
        const { id, method } = JSON.parse(line);
        const results = {
          initialize: { protocolVersion: '2025-06-18', capabilities: { tools: {} },
            serverInfo: { name: 'test server', version: '1.2.3' } },
          'tools/list': { tools: [{ name: 'find_user', inputSchema: { type: 'object' } },
            { name: 'get_user', inputSchema: { type: 'object' } }] },
          'tools/call': ofCalls,
        };
        if (id !== undefined && argument !== method)
          console.log(JSON.stringify({ jsonrpc: '2.0', id, result: results[method] || {} }));
      }
    });
  },
};
modes[mode]();
