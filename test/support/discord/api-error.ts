/** An error of Discord's API: HTTP status, JSON error code (docs, Opcodes and Status Codes) and its words. */
export class ApiError extends Error {
  readonly answer: { status: number; body: { message: string; code: number; errors?: object } }
  constructor(status: number, code: number, message: string, errors?: object) {
    super(message)
    this.answer = { status, body: { message, code, ...(errors === undefined ? {} : { errors }) } }
  }
}

export const apiErrors = {
  unauthorized: () => new ApiError(401, 0, '401: Unauthorized'),
  notFound: () => new ApiError(404, 0, '404: Not Found'),
  unknownChannel: () => new ApiError(404, 10003, 'Unknown Channel'),
  unknownGuild: () => new ApiError(404, 10004, 'Unknown Guild'),
  unknownMessage: () => new ApiError(404, 10008, 'Unknown Message'),
  unknownUser: () => new ApiError(404, 10013, 'Unknown User'),
  unknownWebhook: () => new ApiError(404, 10015, 'Unknown Webhook'),
  unknownInteraction: () => new ApiError(404, 10062, 'Unknown interaction'),
  alreadyAcknowledged: () => new ApiError(400, 40060, 'Interaction has already been acknowledged.'),
  tooManyFollowUps: () =>
    new ApiError(400, 40094, 'This interaction has reached the maximum number of follow-up messages.'),
  missingAccess: () => new ApiError(403, 50001, 'Missing Access'),
  directMessagesClosed: () => new ApiError(403, 50007, 'Cannot send messages to this user'),
  missingPermissions: () => new ApiError(403, 50013, 'Missing Permissions'),
  invalidWebhookToken: () => new ApiError(401, 50027, 'Invalid Webhook Token'),
  invalidForm: (details: string[]) =>
    new ApiError(400, 50035, 'Invalid Form Body', {
      _errors: details.map(detail => ({ code: 'INVALID', message: detail })),
    }),
}
