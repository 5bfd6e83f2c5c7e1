-- The prompts of the user in a session, among thousands of events: how many there are, and whether one has this id. Of an event
-- no more is read to make it than what stands before its words.
create index event_prompt on event (session, prompt) where kind = 'prompt' and subagent is null;
