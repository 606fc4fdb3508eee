// Claim 6 of the notebook: one server against links between all pairs, by what was measured in this browser.
import { judgeDesigns } from '../analysis/design-verdict.ts';
import {
  DESIGNS_TABLE,
  designsFinding,
  designsRemarks,
  designsRow,
  NO_COMPARISON,
} from '../words/designs.ts';
import type { ClaimEvidence, Judgement } from './claim.ts';

/** Claim 6. */
export function judgeRelay({ designs }: Pick<ClaimEvidence, 'designs'>): Judgement {
  if (!designs) return { verdict: 'not-measured', finding: NO_COMPARISON, remarks: [] };
  const verdict = judgeDesigns(designs);
  return {
    verdict: verdict.kind,
    finding: designsFinding(verdict),
    remarks: designsRemarks(verdict, designs),
    table: { ...DESIGNS_TABLE, rows: designs.runs.map(designsRow) },
  };
}
