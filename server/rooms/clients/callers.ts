import { type Context, problems, requireScope } from '#kernel';

/**
 * Who manages services, or inspects them.
 * @param step whose it is: an inspector lets go on, the organisation closes, either suspends
 * @returns whether the caller inspects, and sees every organisation's
 */
export function requireEither({ caller }: Context, step?: 'suspend' | 'resume' | 'close'): boolean {
  if (caller.id === 'nobody' && caller.scopes.size === 0) throw problems.unauthenticated();
  if (step === 'resume') requireScope(caller, 'services.inspect');
  else if (step === 'close') requireScope(caller, 'services.manage');
  if (caller.scopes.has('services.inspect')) return true;
  requireScope(caller, 'services.manage');
  return false;
}
