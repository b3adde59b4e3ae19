// SPDX-FileCopyrightText: 2026 The Konstantly Keys authors
// SPDX-License-Identifier: MIT

import { request } from 'node:https';

const TIMEOUT_MS = 30_000;
const MAX_BODY = 8 * 1024 * 1024;
const BACKOFF_MS = [200, 400, 800]; // the documented three retries, exponential

/** A failure in the words of the real server. */
export class ServiceError extends Error {}

const wait = ms => new Promise(done => setTimeout(done, ms));

function textOf(body) {
    try {
        const { error } = JSON.parse(body);
        return typeof error === 'string' ? error : '';
    } catch {
        return '';
    }
}

function codeOf(body) {
    try {
        return JSON.parse(body).code;
    } catch {
        return undefined;
    }
}

function failureOf(status, body) {
    if (status === 401)
        return 'Konstantly rejected the API key';
    if (status === 402 || codeOf(body) === 'MCP_LICENSE_DISABLED')
        return 'Your Konstantly license does not include MCP access';
    return textOf(body) || `Error: the service answered ${status}`;
}

/** Calls one workspace with one key. */
export class Service {
    #origin;
    #key;
    #debug;

    constructor(url, key, debug) {
        if (!url)
            throw new ServiceError('KONSTANTLY_URL is not set');
        if (originOf(url) === undefined)
            throw new ServiceError('KONSTANTLY_URL must use https://');
        if (!key)
            throw new ServiceError('KONSTANTLY_MCP_KEY is not set');
        this.#origin = originOf(url);
        this.#key = key;
        this.#debug = debug;
    }

    get(path) {
        return this.#call('GET', path);
    }

    post(path, body) {
        return this.#call('POST', path, 'application/json', JSON.stringify(body));
    }

    upload(path, type, bytes) {
        return this.#call('POST', path, type, bytes);
    }

    delete(path) {
        return this.#call('DELETE', path);
    }

    async #call(method, path, type, body) {
        for (let attempt = 0; ; ++attempt) {
            const started = Date.now();
            const answer = await this.#send(method, path, type, body);
            this.#debug(`${method} ${path.split('?')[0]} ${answer.status} ${Date.now() - started} ms`);
            if (answer.status === 429 && attempt < BACKOFF_MS.length) {
                await wait(BACKOFF_MS[attempt]);
                continue;
            }
            if (answer.status < 200 || answer.status >= 300)
                throw new ServiceError(failureOf(answer.status, answer.body));
            try {
                return answer.body ? JSON.parse(answer.body) : {};
            } catch {
                throw new ServiceError('Error: the service answered something that is not JSON');
            }
        }
    }

    #send(method, path, type, body) {
        return new Promise((done, failed) => {
            const fail = error => failed(new ServiceError(`Error: ${error.message}`));
            const headers = { 'X-MCP-Key': this.#key, Accept: 'application/json' };
            if (body !== undefined) {
                headers['Content-Type'] = type;
                headers['Content-Length'] = Buffer.byteLength(body);
            }
            const sent = request(this.#origin + path, { method, headers, agent: false }, answer => {
                const parts = [];
                let size = 0;
                answer.on('data', part => {
                    parts.push(part);
                    size += part.length;
                    if (size > MAX_BODY)
                        sent.destroy(new Error('the answer is too large'));
                });
                answer.on('end', () => done({ status: answer.statusCode, body: Buffer.concat(parts).toString('utf8') }));
                answer.on('error', fail);
            });
            sent.setTimeout(TIMEOUT_MS, () => sent.destroy(new Error('the service does not answer')));
            sent.on('error', fail);
            sent.end(body);
        });
    }
}

/** "https://host[:port]" of an address, or undefined when it is none with https. */
function originOf(url) {
    try {
        const { protocol, origin } = new URL(url);
        return protocol === 'https:' ? origin : undefined;
    } catch {
        return undefined;
    }
}
