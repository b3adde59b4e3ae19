// SPDX-FileCopyrightText: 2026 The Konstantly Keys authors
// SPDX-License-Identifier: MIT

import { readFile, stat } from 'node:fs/promises';
import { basename, isAbsolute } from 'node:path';

const id = { type: 'integer', minimum: 1 };
const ids = { type: 'array', items: id };
const text = { type: 'string' };
const seconds = { type: 'integer', description: 'Unix time in seconds' };
const limit = maximum => ({ type: 'integer', minimum: 1, maximum });

const MAX_UPLOAD = 20 * 1024 * 1024;

function query(path, values) {
    const given = Object.entries(values).filter(([, value]) => value !== undefined);
    return given.length ? `${path}?${given.map(pair => pair.map(encodeURIComponent).join('=')).join('&')}` : path;
}

const exactlyOne = (a, b, what) => {
    if ((a === undefined) === (b === undefined))
        throw new Error(`Invalid arguments: exactly one of ${what}`);
};

/** Parameters by name, the required ones, and the call. What is not here takes no parameters and can't be called. */
const TOOLS = {
    find_user: [{ query: text, limit: limit(50) }, ['query'], (s, a) => s.get(query('/api/v2/users', a))],
    get_user: [{ userId: id }, ['userId'], (s, a) => s.get(`/api/v2/users/${a.userId}`)],
    find_course: [{ query: text, limit: limit(50) }, ['query'], (s, a) => s.get(query('/api/v2/courses', a))],
    get_course: [{ courseId: id }, ['courseId'], (s, a) => s.get(`/api/v2/courses/${a.courseId}`)],
    list_assignments: [{ userId: id, groupId: id }, [], (s, a) => {
        exactlyOne(a.userId, a.groupId, 'userId, groupId');
        return s.get(a.userId ? `/api/v2/users/${a.userId}/courses/assignments` : `/api/v2/groups/${a.groupId}/courses/assignments`);
    }],
    list_my_assignments: [{}, [], s => s.get('/api/v2/courses/assigned/me')],
    get_compliance_status: [{ courseId: id, groupId: id }, ['courseId'],
        (s, a) => s.get(query(`/api/v2/courses/${a.courseId}/statistics/users`, { groupId: a.groupId }))],
    list_certificates: [{ userId: id }, ['userId'], (s, a) => s.get(`/api/v2/users/${a.userId}/certificates`)],
    get_statistics: [{ scope: { type: 'string', enum: ['overview', 'publishing', 'courseCreation', 'activity', 'insights', 'tags'] } }, ['scope'],
        (s, a) => s.get(`/api/v2/statistics/${a.scope}`)],
    get_leaderboard: [{ limit: limit(50) }, [], (s, a) => s.get(query('/api/v2/statistics/leaders', a))],
    get_audit_log: [{ authorUserId: id, fromDate: text, toDate: text, limit: limit(250), offset: { type: 'integer', minimum: 0 } }, [],
        (s, a) => s.get(query('/api/v2/audit', {
            'fields[author]': a.authorUserId, 'fields[createdAt][from]': a.fromDate, 'fields[createdAt][to]': a.toDate,
            limit: a.limit, offset: a.offset,
        }))],
    assign_training: [{ courseId: id, userId: id, deadlineAt: seconds, assignAt: seconds }, ['courseId', 'userId'],
        (s, a) => s.post(`/api/v2/courses/${a.courseId}/assignments/users`, { users: [a.userId], deadlineAt: a.deadlineAt, assignAt: a.assignAt })],
    bulk_assign: [{ groupId: id, courseIds: ids, deadlineAt: seconds }, ['groupId', 'courseIds'], async (s, a) => {
        const results = [];
        for (const courseId of a.courseIds)
            results.push(await s.post(`/api/v2/courses/${courseId}/assignments`, { groups: [a.groupId], deadlineAt: a.deadlineAt }));
        return results;
    }],
    assign_chain: [{ chainId: id, userIds: ids, groupIds: ids, deadlineAt: seconds }, ['chainId'],
        (s, { chainId, ...rest }) => s.post(`/api/v2/courseChains/${chainId}/assign`, rest)],
    ban_user: [{ userId: id }, ['userId'], (s, a) => s.post('/api/v2/users/banned', { id: a.userId })],
    unban_user: [{ userId: id }, ['userId'], (s, a) => s.delete(`/api/v2/users/banned/${a.userId}`)],
    change_user_email: [{ userId: id, email: text }, ['userId', 'email'],
        (s, a) => s.post(`/api/v2/users/${a.userId}/email/change`, { email: a.email })],
    clone_course: [{ courseId: id }, ['courseId'], (s, a) => s.post('/api/v2/courses/clone', { courseId: a.courseId })],
    upload_source_material: [{ filePath: text, sessionId: text }, ['filePath'], upload],
    create_course_from_prompt: [{ prompt: text, chapters: id, language: text, title: text }, ['prompt'],
        (s, { prompt, ...options }) => s.post('/api/v2/ai/courses/generate', { prompt, options })],
    create_course_from_files: [{ prompt: text, sessionId: text, chapters: id, language: text, title: text }, ['prompt', 'sessionId'],
        (s, { prompt, sessionId, ...options }) => s.post('/api/v2/ai/courses/generate', { prompt, sessionId, options })],
    get_course_generation_status: [{ jobId: text }, ['jobId'],
        (s, a) => s.get(`/api/v2/ai/courses/generate/${encodeURIComponent(a.jobId)}`)],
    refine_course: [{ courseId: id, feedback: text }, ['courseId', 'feedback'],
        (s, a) => s.post(`/api/v2/ai/courses/${a.courseId}/refine`, { feedback: a.feedback })],
    regenerate_question: [{ questionId: id, feedback: text }, ['questionId'],
        (s, a) => s.post(`/api/v2/ai/questions/${a.questionId}/regenerate`, { feedback: a.feedback })],
    regenerate_lesson: [{ lessonId: id, feedback: text }, ['lessonId'],
        (s, a) => s.post(`/api/v2/ai/lessons/${a.lessonId}/regenerate`, { feedback: a.feedback })],
};

async function upload(service, { filePath, sessionId }) {
    if (!isAbsolute(filePath))
        throw new Error('Invalid arguments: filePath must be absolute');
    if ((await stat(filePath)).size > MAX_UPLOAD)
        throw new Error('Invalid arguments: the file is larger than 20 MB');
    const mark = 'stand-in-5f0c1b2e';
    const name = basename(filePath).replace(/["\r\n]/g, '_');
    const body = Buffer.concat([
        Buffer.from(`--${mark}\r\nContent-Disposition: form-data; name="file"; filename="${name}"\r\n\r\n`),
        await readFile(filePath),
        Buffer.from(`\r\n--${mark}--\r\n`),
    ]);
    const uploaded = await service.upload('/api/v2/chat/source-materials/upload', `multipart/form-data; boundary=${mark}`, body);
    const processed = await service.post('/api/v2/chat/source-materials/process', { sessionId: sessionId ?? uploaded.sessionId });
    return { ...processed, filename: uploaded.filename };
}

/** How the tool is listed. */
export function schemaOf(name) {
    const [properties, required] = Object.hasOwn(TOOLS, name) ? TOOLS[name] : [{}, []];
    return { name, description: `Konstantly: ${name.replaceAll('_', ' ')}`, inputSchema: { type: 'object', properties, required } };
}

const isFine = (value, { type, minimum, maximum, items, enum: choices }) => {
    if (choices && !choices.includes(value))
        return false;
    if (type === 'integer')
        return Number.isSafeInteger(value) && value >= (minimum ?? value) && value <= (maximum ?? value);
    if (type === 'array')
        return Array.isArray(value) && value.every(item => isFine(item, items));
    return typeof value === type;
};

/** Calls the tool's backend. Throws an Error in words for people. */
export async function callTool(service, name, given) {
    if (!Object.hasOwn(TOOLS, name))
        throw new Error(`Error: the stand-in does not know how to call ${name}`);
    const [properties, required, call] = TOOLS[name];
    if (given === null || typeof given !== 'object' || Array.isArray(given))
        throw new Error('Invalid arguments: not an object');
    for (const missing of required.filter(one => !(one in given)))
        throw new Error(`Invalid arguments: ${missing} is missing`);
    for (const [one, value] of Object.entries(given)) {
        if (!Object.hasOwn(properties, one))
            throw new Error(`Invalid arguments: ${one} is unknown`);
        if (!isFine(value, properties[one]))
            throw new Error(`Invalid arguments: ${one} is not acceptable`);
    }
    return call(service, given);
}
