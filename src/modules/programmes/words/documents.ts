/** Words of documents that come in and are gone through. */
export const documentWords = {
  'programmes.file_missing': { zh: '请选择要上传的公文文件。', en: 'Choose the document to hand in.' },
  'programmes.no_document': {
    zh: '没有编号为 {id} 的公文。请回到公文列表查找。',
    en: 'There is no document {id}. Go back to the list.',
  },
  'programmes.no_item': {
    zh: '公文 {id} 里没有第 {ordinal} 条。请刷新后再试。',
    en: 'Document {id} has no item {ordinal}. Reload and try again.',
  },
  'programmes.not_in_review': {
    zh: '这份公文已经发布或撤下，不能再改。需要修改任务请到任务页。',
    en: 'This document is published or dropped and cannot be changed. Change its tasks on their own pages.',
  },
  'programmes.not_published': {
    zh: '这份公文还没有发布，不能登记目标。请先逐条确认并发布。',
    en: 'This document is not published; its targets cannot be taken up. Decide its items and publish it first.',
  },
  'programmes.document_withdrawn': {
    zh: '这份公文已经作废，不能再登记目标。作废有误的，可在公文页撤销作废。',
    en: 'This document was withdrawn; its targets cannot be taken up. If that was a mistake, undo the withdrawal on its page.',
  },
  'programmes.document_not_withdrawn': {
    zh: '这份公文没有作废，不用恢复。请刷新后再看。',
    en: 'This document is not withdrawn; there is nothing to undo. Reload the page.',
  },
  'programmes.later_edition': {
    zh: '作废之后已发布同名或同文号的《{title}》（编号 {id}）。要恢复这一份，请先作废那一份。',
    en: '“{title}” (document {id}) with the same title or number was published since. Withdraw that one first.',
  },
  'programmes.target_not_offered': {
    zh: '第 {ordinal} 条目标已经登记或已在库中，不能改为不登记。要撤回请到指标页。',
    en: 'Target {ordinal} is held already and cannot be left out. Take it back on the page of its indicator.',
  },
  'programmes.changed_meanwhile': {
    zh: '您打开之后别人改过这份公文，这次没有保存。请刷新，看过别人的改动后再改。',
    en: 'Somebody changed this document after you opened it; nothing was saved. Reload, look at the change, and go on.',
  },
  'programmes.item_wrong': {
    zh: '这一条有填写不对的栏目，没有保存。请按标出的栏目改正。',
    en: 'Some fields of this item are wrong; nothing was saved. Mend the marked ones.',
  },
  'programmes.item_field_wrong': {
    zh: '“{field}”填写不对：请检查是否为空、过长，或日期不是 年-月-日。',
    en: '"{field}" is wrong: check that it is not empty or too long, and that a date is YYYY-MM-DD.',
  },
  'programmes.item_has_no_reading': {
    zh: '这一条是人工添加的，没有可恢复的原文结果。不需要时请选择“不采用”。',
    en: 'This item was added by hand and has no reading to go back to. Reject it if it is not needed.',
  },
  'programmes.span_outside': {
    zh: '选中的原文位置超出了正文。请重新选择一段文字。',
    en: 'The marked place lies outside the text. Mark it again.',
  },
  'programmes.items_wait': {
    zh: '还有 {count} 条没有决定采用与否，不能发布。请先逐条确认。',
    en: '{count} items are still undecided; the document cannot be published. Decide them first.',
  },
} as const
