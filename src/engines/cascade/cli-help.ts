/** What `lianshu cascade run --help` prints. */
export const help = `lianshu cascade run：推演供应网络中的停产冲击，算出每家企业的系统性风险（ESRI）
lianshu cascade run: how a stop spreads through a supply network, and the systemic risk (ESRI) of every firm

用法 usage:
  lianshu cascade run --edges edges.csv --firms firms.csv --essential ess.csv --out out.csv [选项 options]

输入 input (UTF-8, 逗号分隔 commas):
  --edges FILE         supplier,buyer,weight   供应关系与金额 links and amounts
  --firms FILE         firm,sector             企业与行业 firms and sectors
  --essential FILE     m × m 矩阵，无表头：2 关键 1 一般 0 无关（行为供应行业，列为采购行业）
                       m × m matrix, no header: 2 essential, 1 non-essential, 0 none (row supplies, column buys)
  --sectors FILE       行业代码，每行一个，按矩阵次序；不给则为 1 至 m
                       sector codes, one a line, in the matrix's order; without it 1 to m
  --attributes FILE    firm 与下列各列 firm and any of: revenue,costs,weight,market,impact_sector
  --use LIST           采用哪些列，逗号分隔；不给则都不用 which of these columns apply; without it none

情景 scenarios (不给则逐家停产 without any: every firm closed in turn):
  --only FILE          firm                    只停这些企业 close these firms only
  --shock-down FILE    scenario,firm,psi       产能损失比例 0 至 1；单独给出时上下游同用
                                               share of capacity lost, 0 to 1; alone it sets both directions
  --shock-up FILE      scenario,firm,psi       上游方向的损失比例 the same for the upstream direction

算法 method:
  --eps NUMBER         停止阈值 stopping threshold, 0.01
  --rule 1|2           1 最大降幅不超过 eps；2 总损失增幅不超过 eps
                       1 no level falls by more than eps; 2 the loss grows by no more than eps; 1
  --no-substitution    同一市场的企业不互相替代 firms of a market do not stand in for each other
  --max-sweeps N       迭代上限 cap on updates, 100000；到上限未停者 T 为空，退出码 1 where it is reached T is empty, exit code 1
  --precision f64|f32  f64；f32 只用于 eps ≥ 0.001 f32 for eps from 0.001 up
  --threads N          线程数 threads, 默认为处理器数 by default the number of processors

输出 output (先写临时文件，全部完成才改名；有误则什么也不写 whole or not at all):
  --out FILE           firm,ESRI,ESRI_d,ESRI_u,T 或 or scenario,ESRI_weight_1,…,T
  --states PREFIX      PREFIX_hd_T_mat.csv, PREFIX_hu_T_mat.csv：每家企业（行）每个情景（列）的损失 lost output, firm × scenario
  --sector-out PREFIX  PREFIX_sec_{d,u,du}_mat.csv 与 and …_init.csv：每个情景（行）每个行业（列） scenario × sector
  --json               概要用 JSON the summary as JSON

退出码 exit codes: 0 完成 done；1 输入有误（每处一行）或有情景未收敛 input refused, or a scenario not converged；2 用法有误 wrong use
例 example:
  lianshu cascade run --edges e.csv --firms f.csv --essential m.csv --out risk.csv --threads 2`
