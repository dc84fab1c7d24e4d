import { catalogueOf, registerWords } from '../../../platform/words.ts'
import { registerNoticeKinds } from '../../access/index.ts'

const pair = (zh: string, en: string) => ({ zh, en })

registerWords(
  'registry.claims',
  catalogueOf({
    'registry.claim_code_empty': pair('请填写统一社会信用代码。', 'Give the unified social credit code.'),
    'registry.claim_code_rounded': pair(
      '这个代码像是被表格软件改成了数字，末尾已丢失。请照营业执照重新输入 18 位。',
      'This code looks as if a spreadsheet turned it into a number. Type the 18 characters from the licence.',
    ),
    'registry.claim_code_space': pair(
      '代码中间有空格或看不见的字符，请照营业执照重新输入。',
      'There is a space or an invisible character inside the code. Type it from the licence.',
    ),
    'registry.claim_code_character': pair(
      '代码里有不会出现的字符（没有字母 I、O、S、V、Z）。请核对营业执照。',
      'The code holds a character that never occurs (no I, O, S, V, Z). Check the licence.',
    ),
    'registry.claim_code_length': pair(
      '统一社会信用代码是 18 位，请核对营业执照。',
      'A credit code has 18 characters; check the licence.',
    ),
    'registry.claim_code_department': pair(
      '代码第 1 位不对，请核对营业执照。',
      'The first character of the code is not possible; check the licence.',
    ),
    'registry.claim_code_division': pair(
      '代码第 3 至 8 位应为数字，请核对营业执照。',
      'Characters 3 to 8 of the code are digits; check the licence.',
    ),
    'registry.claim_code_check': pair(
      '代码的校验位不对，多半是输错了一位。请核对营业执照。',
      'The check character does not fit: one character is probably wrong. Check the licence.',
    ),
    'registry.claim_no_firm': pair(
      '企业库里没有代码为 {creditCode} 的单位。请联系本市链长办先登记，再来认领。',
      'The register holds no organisation with the code {creditCode}. Ask the chain office of your city to register it, then claim it.',
    ),
    'registry.claim_has_firm': pair(
      '您的账号已经属于一家单位，不能再认领。要换单位请联系链长办。',
      'Your account belongs to an organisation already. To change it, ask the chain office.',
    ),
    'registry.claim_waits': pair(
      '您已有一份认领在等审核。要改请先撤回它。',
      'A claim of yours is waiting. Withdraw it before you make another.',
    ),
    'registry.no_claim': pair('没有编号为 {id} 的认领。', 'There is no claim {id}.'),
    'registry.claim_decided': pair(
      '这份认领已经处理过了（{state}），没有改动。请刷新列表。',
      'This claim was settled already ({state}); nothing changed. Load the list again.',
    ),
    'registry.claim_has_administrator': pair(
      '{firm} 已有本单位管理员。请把这位申请人批为填报人或查看人，或请其管理员直接邀请。',
      '{firm} has an administrator already. Let this person in as editor or reader, or have its administrator invite them.',
    ),
    'registry.todo_claim': pair(
      '审核 {person} 对 {firm} 的认领',
      'Decide on the claim of {firm} by {person}',
    ),
    'registry.claim_approved': pair(
      '您对 {firm} 的认领已通过，现在可以代表它使用系统。',
      'Your claim of {firm} is approved; you can act for it now.',
    ),
    'registry.claim_approved.name': pair('企业认领通过', 'Claim approved'),
    'registry.claim_refused': pair(
      '您对 {firm} 的认领未通过：{reason}',
      'Your claim of {firm} was refused: {reason}',
    ),
    'registry.claim_refused.name': pair('企业认领未通过', 'Claim refused'),
  }),
)
registerNoticeKinds('registry', [
  { kind: 'registry.claim_approved', roles: ['firm'] },
  { kind: 'registry.claim_refused', roles: ['firm'] },
])
