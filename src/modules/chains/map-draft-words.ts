import { catalogueOf, registerWords } from '../../platform/words.ts'

/** Words about drafts, versions and comparisons of maps. */
export const mapDraftWords = {
  'chains.no_draft': {
    zh: '没有图谱草稿 {id}，或者它不属于您的城市。请从“图谱维护”里打开。',
    en: 'There is no map draft {id}, or it is not of your city. Open it from the list of maps.',
  },
  'chains.draft_not_editable': {
    zh: '这份草稿已提交、已发布或已放弃，不能再改。提交人可以撤回，审核人可以退回。',
    en: 'This draft was handed in, published or discarded and cannot be changed. Whoever handed it in may take it back; the reader may send it back.',
  },
  'chains.draft_moved_on': {
    zh: '{by} 刚保存了第 {revision} 稿，您的改动没有写入。页面会取来新稿并把您的改动放上去，请核对后再保存。',
    en: '{by} has just saved revision {revision}; your change was not written. The page takes the newer draft and puts your change on top: check it and save again.',
  },
  'chains.draft_unchanged': {
    zh: '草稿与现行版本没有差别，没有可提交的改动。',
    en: 'The draft does not differ from the version that holds; there is nothing to hand in.',
  },
  'chains.draft_fault': { zh: '{message}', en: '{message}' },
  'chains.draft_has_faults': {
    zh: '草稿有 {count} 处问题，改好后再提交；没有发布任何内容。',
    en: 'The draft has {count} faults; mend them and hand it in again. Nothing was published.',
  },
  'chains.draft_unread': {
    zh: '还有 {count} 个新增或改动的环节没有第二位读者的意见，请审核人逐个或一并写明。',
    en: '{count} added or changed nodes have no second reader’s note; the reader notes them one by one or together.',
  },
  'chains.map_moved_on': {
    zh: '这份草稿起草后，图谱又发布了第 {version} 版。请先“并入新版本”，核对后再发布。',
    en: 'Version {version} of the map was published after this draft began. Take it in first, check, and publish then.',
  },
  'chains.publish_in_future': {
    zh: '发布日期 {day} 还没到。请写今天或更早的日期。',
    en: 'The day {day} has not come. Write today or an earlier day.',
  },
  'chains.publish_before_former': {
    zh: '现行版本从 {before} 起生效，新版本不能早到 {day}。请写 {before} 或以后的日期。',
    en: 'The version that holds began on {before}; the new one cannot begin on {day}. Write {before} or a later day.',
  },
  'chains.map_of_other_cities': {
    zh: '这张图谱也用在 {cities}，没有发布。请由全系统账号的审核人发布；或先在“图谱维护”里“分出本市图谱”，本市的草稿会一起带过去。',
    en: 'This map is also drawn for {cities}; it was not published. An account of the whole house must publish it; or take it over as the city’s own under “Maps”, and the city’s draft goes along.',
  },
  'chains.node_of_other_cities': {
    zh: '“{nodes}”的名称、产品词或行业类别改了，{cities} 的图谱也有同一个环节，没有发布。请由全系统账号的审核人发布，或撤回这些修改，另加一个本市的环节。',
    en: 'Name, words or classes of {nodes} were changed, and maps of {cities} show the same node; it was not published. An account of the whole house must publish it; or undo these changes and add a node of the city’s own.',
  },
  'chains.fork_needless': {
    zh: '没有别的城市在用这张图谱，不需要分出，本市可以直接修改和发布。',
    en: 'No other city draws this map, so there is nothing to take over: the city may change and publish it as it is.',
  },
  'chains.fork_taken': {
    zh: '已有编号为“{map}”的图谱，没有分出。请联系系统管理员。',
    en: 'There is a map "{map}" already; nothing was taken over. Ask the administrator.',
  },
  'chains.fork_note': {
    zh: '由共用图谱“{map}”第 {version} 版分出：{reason}',
    en: 'Taken over from version {version} of the shared map "{map}": {reason}',
  },
  'chains.follower_has_faults': {
    zh: '共用环节的图谱“{map}”会因此出错：{first} 请先改好。',
    en: 'The map "{map}", which shares a node, would be faulty: {first} Mend that first.',
  },
  'chains.draft_step_refused': { zh: '这一步不能办：{why}', en: 'This step cannot be taken: {why}' },
  'chains.draft_refusal.not_permitted': {
    zh: '审核发布须由没有改过这份草稿的另一个人办理。',
    en: 'Somebody who changed nothing in the draft must review and publish it.',
  },
  'chains.draft_refusal.comment_missing': { zh: '请写明意见。', en: 'Say why in words.' },
  'chains.draft_refusal.wrong_state': {
    zh: '草稿已不在这一步，请刷新后再看。',
    en: 'The draft no longer stands at this step; load the page again.',
  },
  'chains.own_work': {
    zh: '自己改过的环节不能由自己作第二位读者，请另一位同事来看。',
    en: 'Nobody is the second reader of one’s own work; ask a colleague.',
  },
  'chains.no_comment': { zh: '没有批注 {id}。', en: 'There is no comment {id}.' },
  'chains.no_conflict': { zh: '冲突 {id} 已处理。', en: 'The conflict {id} is settled.' },
  'chains.conflict_gone': {
    zh: '城市包里已没有这张图谱，无法合并；可以保留这里的版本。',
    en: 'The pack no longer has this map, so there is nothing to merge; keep the version held here.',
  },
  'chains.edit.no_node': {
    zh: '没有环节 {id}，可能已被删除。',
    en: 'There is no node {id}; it may have been removed.',
  },
  'chains.edit.no_segment': { zh: '没有环节段 {id}。', en: 'There is no segment {id}.' },
  'chains.edit.id_taken': {
    zh: '编号 {id} 已经有了，请换一个。',
    en: 'The id {id} is taken; choose another.',
  },
  'chains.edit.segment_in_use': {
    zh: '环节段 {id} 里还有环节，请先移走。',
    en: 'The segment {id} still holds nodes; move them first.',
  },
  'chains.edit.no_need': { zh: '没有对 {id} 的需求。', en: 'There is no need of {id}.' },
  'chains.edit.needs_itself': { zh: '环节 {id} 不能需要自己。', en: 'The node {id} cannot need itself.' },
  'chains.version_label': { zh: '第 {version} 版（{asOf}）', en: 'version {version} ({asOf})' },
  'chains.draft_label': { zh: '草稿第 {revision} 稿', en: 'draft, revision {revision}' },
  'chains.no_version_label': { zh: '还没有图谱', en: 'no map yet' },
  'chains.map_published': {
    zh: '{by} 发布了您参与的图谱“{map}”：{words}',
    en: '{by} published the map "{map}" that you worked on: {words}',
  },
  'chains.map_published.name': { zh: '图谱已发布', en: 'Map published' },
  'chains.map_returned': {
    zh: '{by} 退回了图谱“{map}”的草稿：{words}',
    en: '{by} sent the draft of the map "{map}" back: {words}',
  },
  'chains.map_returned.name': { zh: '图谱草稿被退回', en: 'Map draft sent back' },
  'chains.map_conflict_found': {
    zh: '城市包 {pack} 里的图谱“{map}”与这里维护的版本不同，请处理。',
    en: 'The map "{map}" of the pack {pack} differs from the version kept here; settle it.',
  },
  'chains.map_conflict_found.name': { zh: '图谱与城市包冲突', en: 'Map differs from its pack' },
  'chains.todo_review_map': { zh: '审核图谱草稿：{map}', en: 'Review a map draft: {map}' },
  'chains.todo_map_conflict': {
    zh: '图谱“{map}”与城市包 {pack} 不同，待处理',
    en: 'The map "{map}" differs from the pack {pack}',
  },
  'chains.sheet.bad_file': { zh: '这个文件读不了：{reason}', en: 'The file cannot be read: {reason}' },
} as const

registerWords('chains', catalogueOf(mapDraftWords))
