import { failure, logFailure, toResponse, type Answer } from './answers.js'
import { callOf, type Call } from './call.js'

/** Answers calls. Never rejects. */
export type Answerer = (call: Call) => Promise<Answer>

export type FetchHandler = (request: Request) => Response | Promise<Response>

/** A Request and a Response cost more than all that a route does between them, and not every host has to make them. */
const answerers = new WeakMap<FetchHandler, Answerer>()

/** The fetch handler that says what `answer` does. Never rejects. */
export function fetchHandlerOf(answer: Answerer): (request: Request) => Promise<Response> {
  const handle = async (request: Request): Promise<Response> => {
    const found = await answer(callOf(request))
    try {
      return toResponse(found)
    } catch (error) {
      logFailure('an answer', error)
      return toResponse(failure(error))
    }
  }
  answerers.set(handle, answer)
  return handle
}

/** What answers behind this handler, if {@link fetchHandlerOf} has made it. */
export const answererOf = (handle: FetchHandler): Answerer | undefined => answerers.get(handle)
