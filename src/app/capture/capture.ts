import type { Project } from '../../model/project.ts';
import type { HookCall } from '../../ports/agent.ts';
import { redactEvent } from '../../redact/redact.ts';
import type { Ports } from '../ports.ts';

/** A hook call whose events hold no secrets any more. */
export function redactCall(call: HookCall): HookCall {
  return { ...call, events: call.events.map(redactEvent) };
}

/** Commits what a hook told, already redacted. When this resolves, the events are durable. */
export async function capture(ports: Ports, agent: string, call: HookCall): Promise<Project> {
  const place = await ports.locate(call.cwd);
  const project = await ports.store.project(place, ports.clock());
  await ports.store.append({
    events: call.events,
    session: {
      id: call.session,
      agent,
      project: project.id,
      cwd: call.cwd,
      ...(place.branch === undefined ? {} : { branch: place.branch }),
      ...(place.commit === undefined ? {} : { commit: place.commit }),
      ...(call.transcript === undefined ? {} : { transcript: call.transcript }),
    },
  });
  return project;
}
