import { readSend, readWrapped, UnreadableRequest } from './requests.ts';
import type { HttpReply } from './http.ts';
import type { PracticeService } from './service.ts';

const CONTENT_TYPE = 'application/json; charset=utf-8';

/** An error as ASP.NET's JSON services tell it: HTTP 500 (wire.md, "PayLinkSendRest: the same send as JSON"). */
export function jsonError(words: string, exceptionType = ''): HttpReply {
  const body = JSON.stringify({ Message: words, StackTrace: '', ExceptionType: exceptionType });
  return { status: 500, contentType: CONTENT_TYPE, body };
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    throw new UnreadableRequest('not JSON');
  }
}

/** Answers PayLinkSendRest: the same send, its three fields wrapped in `d` as ASP.NET does. */
export function answerJson(service: PracticeService, text: string): HttpReply {
  try {
    const { ResCod, Message, PayLinkSendID } = service.send(readSend(readWrapped(parse(text))));
    // The id is a number on the wire; the practice shop's ids are far below 2^53.
    const body = JSON.stringify({ d: { ResCod, Message, PayLinkSendID: Number(PayLinkSendID) } });
    return { status: 200, contentType: CONTENT_TYPE, body };
  } catch (error) {
    if (error instanceof UnreadableRequest) return jsonError('Invalid web service call.', 'System.InvalidOperationException');
    return jsonError('There was an error processing the request.');
  }
}
