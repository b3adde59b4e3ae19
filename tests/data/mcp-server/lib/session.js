// SPDX-FileCopyrightText: 2026 The Konstantly Keys authors
// SPDX-License-Identifier: MIT

import { createHash } from 'node:crypto';
import { schemaOf, callTool } from './tools.js';

const VERSION = '0.2.0';
const PROTOCOLS = ['2025-06-18', '2025-03-26', '2024-11-05']; // newest first

const ENV_TOOL = {
    name: 'get-env',
    description: 'For tests: names of environment variables, SHA-256 of the key, arguments, folder. Never the key.',
    inputSchema: { type: 'object', properties: {} },
};

class RpcError extends Error {
    constructor(code, message) {
        super(message);
        this.code = code;
    }
}

function environment() {
    const key = process.env.KONSTANTLY_MCP_KEY ?? '';
    const hidden = text => (key ? text.split(key).join('[THE KEY]') : text);
    return {
        variables: Object.keys(process.env).sort().map(hidden),
        keySha256: createHash('sha256').update(key).digest('hex'),
        url: hidden(process.env.KONSTANTLY_URL ?? ''),
        argv: [...process.execArgv, ...process.argv].map(hidden),
        cwd: hidden(process.cwd()),
    };
}

const content = value => [{ type: 'text', text: typeof value === 'string' ? value : JSON.stringify(value, null, 2) }];

/** One MCP session: lines of JSON-RPC in, lines out. */
export class Session {
    #service;
    #capabilities;
    #debug;

    constructor(service, capabilities, debug) {
        this.#service = service;
        this.#capabilities = capabilities;
        this.#debug = debug;
    }

    /** The answer to one line, or undefined when there is none to give. Never throws. */
    async answer(line) {
        if (line.trim() === '')
            return undefined;
        let message;
        try {
            message = JSON.parse(line);
        } catch {
            return failure(null, new RpcError(-32700, 'Parse error'));
        }
        const isObject = message !== null && typeof message === 'object' && !Array.isArray(message);
        const id = isObject && ['string', 'number'].includes(typeof message.id) ? message.id : null;
        if (!isObject || message.jsonrpc !== '2.0' || (typeof message.method !== 'string' && !('result' in message || 'error' in message)))
            return failure(id, new RpcError(-32600, 'Invalid Request'));
        if (id === null || message.method === undefined) // a notification, or an answer that nobody asked for
            return undefined;
        try {
            const params = message.params ?? {};
            return JSON.stringify({ jsonrpc: '2.0', id, result: await this.#result(message.method, params) });
        } catch (error) {
            return failure(id, error instanceof RpcError ? error : new RpcError(-32603, 'Internal error'));
        }
    }

    async #result(method, params) {
        switch (method) {
        case 'initialize':
            return {
                protocolVersion: PROTOCOLS.includes(params.protocolVersion) ? params.protocolVersion : PROTOCOLS[0],
                capabilities: { tools: {} },
                serverInfo: { name: '@konstantly/mcp-server', version: VERSION },
            };
        case 'ping':
            return {};
        case 'tools/list':
            return { tools: [...(await this.#tools()).map(schemaOf), ENV_TOOL] };
        case 'tools/call':
            return this.#call(params);
        default:
            throw new RpcError(-32601, `Method not found: ${method}`);
        }
    }

    async #tools() {
        const { tools } = await this.#capabilities;
        return Array.isArray(tools) ? tools.filter(name => typeof name === 'string') : [];
    }

    async #call({ name, arguments: given = {} }) {
        this.#debug(`call ${name}`);
        if (name === ENV_TOOL.name)
            return { content: content(environment()) };
        if (!(await this.#tools()).includes(name))
            throw new RpcError(-32602, `Unknown tool: ${name}`);
        try {
            return { content: content(await callTool(this.#service, name, given)) };
        } catch (error) {
            return { content: content(error.message), isError: true };
        }
    }
}

function failure(id, error) {
    return JSON.stringify({ jsonrpc: '2.0', id, error: { code: error.code, message: error.message } });
}
