/** What a shop changes, in one line, where something has read a body before the checkout, by what has read it. */
export const BODY_REMEDIES = {
  express:
    'mount the checkout before body parsers, or let them keep the bytes: ' +
    'express.urlencoded({ verify: (request, _response, bytes) => { request.rawBody = bytes } })',
  fastify:
    'answer before body parsers run: app.all("/interkassa/*", { onRequest: (request, reply) => ' +
    '{ reply.hijack(); return handler(request.raw, reply.raw) } }, () => undefined)',
  nextApiRoute: 'export it as it came: export const config = { api: { bodyParser: false } }',
  fetchHandler: 'read a copy of it, request.clone(), and hand on the request as it came'
} as const
