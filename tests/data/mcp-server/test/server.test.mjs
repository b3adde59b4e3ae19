// SPDX-FileCopyrightText: 2026 The Konstantly Keys authors
// SPDX-License-Identifier: MIT

// The stand-in server against konstantly-sandbox, over TLS. Run by CTest, which names the programs in the environment.

import assert from 'node:assert/strict';
import { spawn, execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { test, before, after } from 'node:test';
import { fileURLToPath } from 'node:url';

const SERVER = fileURLToPath(new URL('../server.js', import.meta.url));
const { SANDBOX_PROGRAM, TARBALL, NPM, PATH, HOME } = process.env;

async function sandbox(...args) {
    const child = spawn(SANDBOX_PROGRAM, ['--seed', 'empty', ...args], { stdio: ['pipe', 'pipe', 'inherit'] });
    const line = await new Promise((done, failed) => {
        createInterface({ input: child.stdout }).once('line', done);
        child.once('exit', code => failed(new Error(`the sandbox ended with ${code}`)));
    });
    const { url, ca, adminKeyFile } = JSON.parse(line);
    return { url, ca, key: readFileSync(adminKeyFile, 'utf8'), stop: () => child.stdin.end() };
}

/** The server as a tool starts it: requests in, answers by id out. */
class Client {
    #answers = new Map();
    #waiting = new Map();
    #next = 1;
    stderr = '';
    lines = [];

    constructor(env, script = SERVER, args = []) {
        this.child = spawn(process.execPath, [script, ...args], { env: { PATH, HOME, ...env } });
        this.child.stderr.on('data', data => { this.stderr += data; });
        this.ended = new Promise(done => this.child.once('close', done));
        createInterface({ input: this.child.stdout }).on('line', line => {
            this.lines.push(line);
            const answer = JSON.parse(line);
            const waiting = this.#waiting.get(answer.id);
            if (waiting)
                waiting(answer);
            else
                this.#answers.set(answer.id, answer);
        });
    }

    sendRaw(text) { this.child.stdin.write(text); }
    answerTo(id) {
        return this.#answers.has(id) ? Promise.resolve(this.#answers.get(id)) : new Promise(done => this.#waiting.set(id, done));
    }
    request(method, params) {
        const id = this.#next++;
        this.sendRaw(JSON.stringify({ jsonrpc: '2.0', id, method, params }) + '\n');
        return this.answerTo(id);
    }
    async call(name, args) { return (await this.request('tools/call', { name, arguments: args })).result; }
    async close() {
        this.child.stdin.end();
        return this.ended;
    }
}

let service;
const envOf = ({ url, ca, key } = service) => ({ KONSTANTLY_URL: url, KONSTANTLY_MCP_KEY: key, NODE_EXTRA_CA_CERTS: ca });
before(async () => { service = await sandbox('--plan', 'enterprise'); });
after(() => service.stop());

test('a session: initialize, list, call, end', async () => {
    const client = new Client(envOf());
    const { result } = await client.request('initialize', { protocolVersion: '2025-03-26', capabilities: {}, clientInfo: { name: 'test', version: '1' } });
    assert.equal(result.protocolVersion, '2025-03-26');
    assert.deepEqual(result.serverInfo, { name: '@konstantly/mcp-server', version: '0.2.0' });
    client.sendRaw('{"jsonrpc":"2.0","method":"notifications/initialized"}\n');
    assert.deepEqual((await client.request('ping')).result, {});

    const { tools } = (await client.request('tools/list')).result;
    assert.equal(tools.length, 26);
    for (const tool of tools)
        assert.equal(tool.inputSchema.type, 'object');
    assert.deepEqual(tools.find(tool => tool.name === 'find_user').inputSchema.required, ['query']);

    const found = await client.call('find_user', { query: 'alex' });
    assert.equal(found.isError, undefined);
    assert.equal(JSON.parse(found.content[0].text).users[0].name, 'Alex Kim');
    assert.equal(await client.close(), 0);
    assert.equal(client.stderr, '');
});

test('an unknown protocol version gets the newest of ours', async () => {
    const client = new Client(envOf());
    assert.equal((await client.request('initialize', { protocolVersion: '1999-01-01' })).result.protocolVersion, '2025-06-18');
    await client.close();
});

test('every listed tool reaches its backend', async () => {
    const client = new Client(envOf());
    const file = join(mkdtempSync(join(tmpdir(), 'upload-')), 'a.pdf');
    writeFileSync(file, 'a source');
    const ok = async (name, args) => {
        const result = await client.call(name, args);
        assert.equal(result.isError, undefined, `${name}: ${result.content[0].text}`);
        return JSON.parse(result.content[0].text);
    };
    await ok('get_user', { userId: 42 });
    await ok('find_course', { query: 'security', limit: 5 });
    await ok('get_course', { courseId: 11 });
    await ok('list_assignments', { userId: 42 });
    await ok('get_compliance_status', { courseId: 11 });
    await ok('list_certificates', { userId: 42 });
    await ok('get_statistics', { scope: 'overview' });
    await ok('get_leaderboard', {});
    assert.equal((await ok('assign_training', { courseId: 11, userId: 42, deadlineAt: 1900000000 })).assigned, 1);
    assert.equal((await ok('list_my_assignments', {})).totalCount, 1);
    assert.equal((await ok('get_audit_log', { fromDate: '2020-01-01', limit: 1 })).events[0].eventType, 88);
    await ok('clone_course', { courseId: 11 });
    const { jobId } = await ok('create_course_from_prompt', { prompt: 'x', chapters: 2 });
    await ok('get_course_generation_status', { jobId });
    assert.equal((await ok('upload_source_material', { filePath: file })).filename, 'a.pdf');
    await ok('create_course_from_files', { prompt: 'x', sessionId: 's' });
    await ok('refine_course', { courseId: 11, feedback: 'x' });
    await ok('regenerate_question', { questionId: 1 });
    await ok('regenerate_lesson', { lessonId: 1 });
    for (const [name, args, text] of [
        ['bulk_assign', { groupId: 9, courseIds: [11] }, 'Not found — check the ID exists.'],
        ['assign_chain', { chainId: 9 }, 'Not found — check the ID exists.'],
        ['ban_user', { userId: 42 }, 'Permission denied — your user does not have rights for this action.'],
        ['unban_user', { userId: 9 }, 'Not found — check the ID exists.'],
        ['change_user_email', { userId: 42, email: 'a@b.example' }, 'Permission denied — your user does not have rights for this action.'],
        ['find_user', {}, 'Invalid arguments: query is missing'],
        ['find_user', { query: 'a', limit: 51 }, 'Invalid arguments: limit is not acceptable'],
        ['find_user', { query: 'a', more: 1 }, 'Invalid arguments: more is unknown'],
        ['list_assignments', {}, 'Invalid arguments: exactly one of userId, groupId'],
        ['get_user', [], 'Invalid arguments: not an object'],
        ['get_user', { userId: '../../mcp/keys' }, 'Invalid arguments: userId is not acceptable'],
    ]) {
        const result = await client.call(name, args);
        assert.equal(result.isError, true, name);
        assert.equal(result.content[0].text, text);
    }
    await client.close();
});

test('rubbish is answered as JSON-RPC says, and the session goes on', async () => {
    const client = new Client(envOf());
    const errors = async (line, id, code) => {
        client.sendRaw(line + '\n');
        assert.equal((await client.answerTo(id)).error.code, code, line);
    };
    client.sendRaw('\n\r\n{"jsonrpc":"2.0","method":"notifications/unknown"}\n{"jsonrpc":"2.0","id":77,"result":{}}\n');
    await errors('not json', null, -32700);
    await errors('{"id":5,"method":"ping"}', 5, -32600);
    await errors('{"jsonrpc":"2.0","id":6}', 6, -32600);
    await errors('{"jsonrpc":"2.0","id":"seven","method":"resources/list"}', 'seven', -32601);
    await errors('{"jsonrpc":"2.0","id":8,"method":"tools/call","params":{"name":"no_such_tool"}}', 8, -32602);
    await errors('{"jsonrpc":"2.0","id":9,"method":"tools/call","params":{"name":"__proto__"}}', 9, -32602);
    assert.deepEqual((await client.request('ping')).result, {});
    assert.equal(client.lines.length, 7);
    assert.equal(await client.close(), 0);
});

test('get-env proves that the key arrived, and never shows it', async () => {
    const client = new Client({ ...envOf(), CANARY: '1', [`X_${service.key}`]: '1' }, SERVER, ['--', service.key]);
    const result = await client.call('get-env', {});
    const env = JSON.parse(result.content[0].text);
    assert.equal(env.keySha256, createHash('sha256').update(service.key).digest('hex'));
    for (const name of ['CANARY', 'KONSTANTLY_MCP_KEY', 'KONSTANTLY_URL', 'NODE_EXTRA_CA_CERTS', 'X_[THE KEY]'])
        assert.ok(env.variables.includes(name), name);
    assert.deepEqual(env.argv.slice(-2), ['--', '[THE KEY]']);
    assert.equal(env.cwd, process.cwd());
    await client.close();
    assert.ok(!client.lines.join('').includes(service.key.slice(5)));
});

test('what was asked before the end of input is still answered', async () => {
    const client = new Client(envOf());
    const answer = client.request('tools/list');
    client.child.stdin.end();
    assert.equal((await answer).result.tools.length, 26);
    assert.equal(await client.ended, 0);
});

test('it does not start on a bad setting', async () => {
    for (const [change, text] of [
        [{ KONSTANTLY_URL: undefined }, 'KONSTANTLY_URL is not set'],
        [{ KONSTANTLY_URL: service.url.replace('https', 'http') }, 'KONSTANTLY_URL must use https://'],
        [{ KONSTANTLY_URL: 'https://' }, 'KONSTANTLY_URL must use https://'],
        [{ KONSTANTLY_MCP_KEY: undefined }, 'KONSTANTLY_MCP_KEY is not set'],
        [{ KONSTANTLY_MCP_KEY: 'kmcp_wrong' }, 'Konstantly rejected the API key'],
        [{ NODE_EXTRA_CA_CERTS: undefined }, 'Error: '], // a certificate nobody vouches for
        [{ KONSTANTLY_URL: 'https://localhost:1' }, 'Error: '],
    ]) {
        const env = Object.fromEntries(Object.entries({ ...envOf(), ...change }).filter(([, value]) => value !== undefined));
        const client = new Client(env);
        assert.equal(await client.ended, 1);
        assert.match(client.stderr, new RegExp(`^konstantly-mcp-server: ${text}`));
        assert.ok(!client.stderr.includes(service.key));
        assert.equal(client.lines.length, 0);
    }
});

test('the failures of the service in the words of the real server', async () => {
    for (const [fault, isAtStart, pattern] of [
        ['401', true, /^konstantly-mcp-server: Konstantly rejected the API key$/m],
        ['402', true, /license does not include MCP access$/m],
        ['403-license', true, /license does not include MCP access$/m],
        ['html', true, /Error: .* not JSON$/m],
        ['redirect', true, /Error: the service answered 307$/m],
        ['401@findUser', false, /^Konstantly rejected the API key$/],
        ['429=9@findUser', false, /^Rate limit exceeded \(minute\)\. Retry after 9s\.$/],
        ['500@findUser', false, /^Internal server error$/],
        ['502@findUser', false, /^Error: the service answered 502$/],
        ['cut@findUser', false, /^Error: /],
        ['close@findUser', false, /^Error: /],
    ]) {
        const faulty = await sandbox('--fault', fault);
        const client = new Client(envOf(faulty));
        if (isAtStart) {
            assert.equal(await client.ended, 1, fault);
            assert.match(client.stderr, pattern);
        } else {
            const result = await client.call('find_user', { query: 'a' });
            assert.equal(result.isError, true, fault);
            assert.match(result.content[0].text, pattern);
            await client.close();
        }
        faulty.stop();
    }
});

test('a 429 that passes is retried', async () => {
    const faulty = await sandbox('--fault', '429@findUser*3');
    const client = new Client({ ...envOf(faulty), KONSTANTLY_MCP_DEBUG: '1' });
    assert.equal((await client.call('find_user', { query: 'a' })).isError, undefined);
    await client.close();
    assert.equal(client.stderr.match(/GET \/api\/v2\/users 429/g).length, 3);
    assert.ok(!client.stderr.includes(faulty.key));
    faulty.stop();
});

test('the tarball installs offline, without scripts, and runs', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'install-'));
    const env = { PATH, HOME, npm_config_cache: join(folder, 'cache'), npm_config_update_notifier: 'false' };
    writeFileSync(join(folder, 'package.json'), '{"private":true}');
    execFileSync(NPM, ['install', '--offline', '--ignore-scripts', '--no-audit', '--no-fund', TARBALL], { cwd: folder, env });
    const installed = join(folder, 'node_modules/@konstantly/mcp-server');
    assert.deepEqual(readdirSync(installed).sort(), ['README.md', 'lib', 'package.json', 'server.js']);
    const client = new Client(envOf(), join(folder, 'node_modules/.bin/konstantly-mcp-server'));
    assert.equal((await client.request('tools/list')).result.tools.length, 26);
    assert.equal(await client.close(), 0);

    // The same bytes each time: its integrity can be pinned.
    const again = execFileSync(NPM, ['pack', '--offline', '--ignore-scripts', '--silent', '--pack-destination', folder],
        { cwd: fileURLToPath(new URL('..', import.meta.url)), env, encoding: 'utf8' }).trim();
    assert.ok(readFileSync(join(folder, again)).equals(readFileSync(TARBALL)));
    rmSync(folder, { recursive: true });
});
