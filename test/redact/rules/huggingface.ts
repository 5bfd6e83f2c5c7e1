import { letters } from './cases.ts';
import type { Cases } from './cases.ts';

export const huggingface: Cases = {
  family: 'huggingface',
  secret: [`hf_${letters(34)}`, `HF_TOKEN="«hf_${letters(34)}»"`, `api_org_${letters(34)}`],
  other: [`hf_${letters(33)}`, `hf_${letters(35)}`, `xhf_${letters(34)}`, 'hf_requiredCharacteristicTypesForDisplayMetadata', 'api_org_id'],
};
