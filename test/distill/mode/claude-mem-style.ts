/** A mode file with all the fields that claude-mem's have. The words are made up. */
export const GARDEN: Record<'name' | 'description' | 'version', string> & {
  readonly observation_types: readonly unknown[];
  readonly observation_concepts: readonly unknown[];
  readonly prompts: Readonly<Record<string, string>>;
} = {
  name: 'Garden Diary',
  description: 'Beds, weather and harvests',
  version: '1.0.0',
  observation_types: [
    { id: 'sowing', label: 'Sowing', description: 'Seed went into the ground', emoji: '🌱', work_emoji: '🛠️' },
    { id: 'pest_alert', label: 'Pest', description: 'Something eats the plants', emoji: '🐛', work_emoji: '🔍' },
    { id: 'harvest', label: 'What was brought in', description: '', emoji: '🥕', work_emoji: '🧺' },
  ],
  observation_concepts: [
    { id: 'soil', label: 'Soil', description: 'What the ground is like' },
    { id: 'timing', label: 'Timing', description: 'When it was done' },
  ],
  prompts: {
    system_identity: 'You keep the diary of a garden.\n\nYour facts arrive inside <garden_event> messages. You hold no spade.',
    language_instruction: '',
    spatial_awareness: 'BEDS: Every event names its bed.',
    observer_role: 'You stand at the fence and only watch.',
    recording_focus: [
      'DIARY ENTRIES\n-------------\nNote what grows:\n- Dates of sowing\n- Yield by weight',
      'If nothing grew, send an empty response instead. Use short verbs.',
    ].join('\n\n'),
    skip_guidance: 'LEAVE OUT\n=========\n- Idle days\n- **Emit a self-closing <nothing why="short" /> tag.**\nWeeds are no news.',
    type_guidance: [
      '**type**: EXACTLY one of 3:',
      '      - sowing: seed in the ground',
      '      - pest_alert: eaters',
      '      - harvest: yield',
      '    Frost is never a harvest.',
    ].join('\n'),
    concept_guidance: '**concepts**: 1-2 of these:\n      - soil: ground\n      - timing: date',
    field_guidance: '**facts**: one bed each',
    output_format_header: 'FORMAT\n------\nAnswer in this XML:',
    format_examples: '<observation><type>sowing</type></observation>',
    footer: 'Stay at the fence. Never dig. Answer only in XML.',
    xml_title_placeholder: '[**title**: which bed]',
    xml_subtitle_placeholder: '[**subtitle**: one line]',
    xml_fact_placeholder: '[a fact]',
    xml_narrative_placeholder: '[**narrative**: the day]',
    xml_concept_placeholder: '[concept]',
    xml_file_placeholder: '[bed/row]',
    xml_summary_request_placeholder: '[wish]',
    xml_summary_investigated_placeholder: '[seen]',
    xml_summary_learned_placeholder: '[learned]',
    xml_summary_completed_placeholder: '[done]',
    xml_summary_next_steps_placeholder: '[next]',
    xml_summary_notes_placeholder: '[notes]',
    header_memory_start: 'DIARY OPEN\n==========',
    header_memory_continued: 'DIARY STILL OPEN\n================',
    header_summary_checkpoint: 'DIARY PAGE\n==========',
    continuation_greeting: 'Hello again at the fence.',
    continuation_instruction: 'Go on watching.',
    summary_instruction: 'Sum up the week.',
    summary_context_label: 'The last words:',
    summary_format_instruction: 'In this XML:',
    summary_footer: 'Close the gate.',
  },
};

/** An override of it for a language, as claude-mem has them: the sentence is at the end of longer prompts. */
export const GARDEN_IN_SPANISH = {
  name: 'Garden Diary (Spanish)',
  prompts: {
    footer: 'Stay at the fence. Never dig.\n\nLANGUAGE: Please write all diary data in español',
    xml_title_placeholder: '[**title**: qué bancal]',
    continuation_instruction: 'Go on watching.\n\nLANGUAGE: Please write all diary data in español',
    summary_footer: 'Close the gate.\n\nLANGUAGE: Please write ALL of the page in español',
  },
} as const;

/** An override that replaces single prompts. */
export const GARDEN_BRIEF = {
  name: 'Garden Diary (Brief)',
  prompts: { observer_role: 'You pass by once a week.', recording_focus: 'Note only what was eaten, by whom.' },
} as const;
