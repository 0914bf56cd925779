package plain

import (
	"errors"
	"fmt"

	"huiqi/engine"
	"huiqi/tui/answer"
	"huiqi/tui/present"
	"huiqi/tui/session"
)

// prompt is a question as it is put: worded, with the choices on offer.
type prompt struct {
	engine.Question
	list   int           // index of the question, -1 for topics and fields of records
	where  string        // the topic and what is left, or the record
	why    string        // what is at stake
	value  *engine.Value // the answer that stands; nil: none
	former bool          // the value was taken back
	field  bool          // inside a record
	change bool          // reopened from the result
	most   string        // what 0 means besides "don't know"
}

// reply is what came of a question.
type reply struct {
	kind  replyKind
	value engine.Value
}

type replyKind uint8

const (
	replyAnswer replyKind = iota
	replyKeep             // the answer that stands
	replyBack
	replySkip
	replyResult
	replyTopics
)

// question words a question of the policy.
func (d *dialogue) question(i int) (prompt, error) {
	q := d.policy.Questions[i]
	p := prompt{Question: q, list: i, where: d.where(q.Topic)}
	p.Label = present.Wording(d.policy, &q, d.iv.Facts())
	if v, given := d.iv.Get(q.ID); given {
		p.value = &v
	} else if v, had := d.iv.Former(q.ID); had {
		p.value, p.former = &v, true
	}
	if pending, matters := d.iv.Stakes(i); matters {
		p.why = present.Stakes(d.policy, pending.Stakes)
	}
	var err error
	p.Choices, err = d.iv.Choices(i)
	return p, err
}

// where names the topic and says what is left at most.
func (d *dialogue) where(topic string) string {
	s := d.topicLabel(topic)
	if n, ok := d.iv.AtMost(); ok && n > 0 {
		s += fmt.Sprintf("，至多还有 %d 题", n)
	}
	return s
}

func (d *dialogue) topicLabel(id string) string {
	for _, t := range d.policy.Topics {
		if t.ID == id {
			return t.Label
		}
	}
	return "基本情况"
}

// putTopics words the choice of topics.
func (d *dialogue) putTopics() prompt {
	p := prompt{list: -1, where: topicsName, most: "，每个方面都问", Question: engine.Question{
		Kind: engine.Many, Name: topicsName, Label: "想查哪些方面？",
		Help: "只问选中的方面。拿不准就输入 0，那就每个方面都问。"}}
	for _, t := range d.iv.Topics() {
		p.Choices = append(p.Choices, engine.Choice{ID: t.ID, Label: t.Label, Help: t.Help})
	}
	if d.iv.TopicsChosen() {
		v := engine.ManyValue(d.iv.Names()...)
		if len(d.iv.Names()) == 0 {
			v = engine.DontKnow()
		}
		p.value = &v
	}
	return p
}

const topicsName = "要查的方面"

// head reads the question out.
func (d *dialogue) head(p *prompt) {
	d.say("")
	d.say(p.where)
	d.say(p.Label)
	if p.why != "" {
		d.say(p.why + "。")
	}
	d.choices(p)
	switch {
	case p.Kind == engine.List && len(d.drafts[p.ID]) > 0: // the records follow
		if p.value != nil && !newRecords(d, p).changed() {
			d.say("现在的答案是下面这些，直接按回车就保留。")
		} else {
			d.say("下面这些填了，还没有确定。")
		}
	case p.value == nil:
	case p.former:
		d.sayf("上次的答案：%s。直接按回车就还按上次的。", present.Value(&d.policy.Questions[p.list], *p.value, true))
	default:
		d.sayf("现在的答案：%s。直接按回车就保留。", present.Value(&p.Question, *p.value, true))
	}
	if p.Help != "" || helpful(p.Choices) {
		d.say("有说明，输入 ? 看。")
	}
}

func helpful(cs []engine.Choice) bool {
	for _, c := range cs {
		if c.Help != "" {
			return true
		}
	}
	return false
}

// choices says what can be typed.
func (d *dialogue) choices(p *prompt) {
	switch p.Kind {
	case engine.Bool:
		d.say("1 是")
		d.say("2 否")
		d.say("0 不清楚")
	case engine.One:
		for i, c := range p.Choices {
			d.sayf("%d %s", i+1, c.Label)
		}
		if p.Unsure == "" {
			d.say("0 不清楚")
		}
	case engine.Many:
		for i, c := range p.Choices {
			d.sayf("%d %s", i+1, c.Label)
		}
		if p.most == "" {
			d.sayf("n %s", none)
		}
		d.sayf("0 不清楚%s", p.most)
		if len(p.Choices) > 1 {
			d.say("可以选几个，用空格、逗号或顿号隔开，如 1 2。")
		}
	case engine.Number, engine.Day:
		d.sayf("请填%s%s。不清楚就输入 u。", answer.Example(&p.Question), unitOf(&p.Question))
	}
}

func unitOf(q *engine.Question) string {
	if q.Unit == "" || q.Unit == engine.UnitPercent {
		return ""
	}
	return "，单位是" + q.Unit
}

// explain is the help of a question, with what its choices mean.
func (d *dialogue) explain(p *prompt) {
	if p.Help != "" {
		d.say("说明：" + p.Help)
	}
	for i, c := range p.Choices {
		if c.Help != "" {
			d.sayf("%d %s：%s", i+1, c.Label, c.Help)
		}
	}
	if p.Help == "" && !helpful(p.Choices) {
		d.say("这一题没有另外的说明。")
	}
	d.howTo(p)
}

// howTo says which words lead where.
func (d *dialogue) howTo(p *prompt) {
	unsure := "0 不清楚"
	if p.Kind == engine.Number || p.Kind == engine.Day {
		unsure = "u 不清楚（0 就是零）"
	}
	switch {
	case p.field:
		d.sayf("可以输入：%s，b 返回上一格，q 退出，? 看说明。", unsure)
	case p.change:
		d.sayf("可以输入：%s，b 不改了，q 退出，? 看说明。", unsure)
	default:
		d.sayf("可以输入：%s，b 返回上一题，s 先跳过，r 看到目前为止的结果，t 换一个方面，q 退出，? 看说明。", unsure)
	}
}

// ask puts a question until there is a reply.
func (d *dialogue) ask(p *prompt) (reply, error) {
	if p.Kind == engine.List {
		return d.askList(p)
	}
	whole := func() { d.head(p) }
	again := func() { d.say(p.Label) }
	whole()
	for {
		s, err := d.read(again)
		if err != nil {
			return reply{}, err
		}
		r, done, err := d.common(p, s)
		switch {
		case err != nil && s == "":
			d.fault(whole, "%v", err)
			continue
		case err != nil:
			d.fault(again, "%v", err)
			continue
		case done:
			return r, nil
		case word(s) == wordHelp:
			d.explain(p)
			whole()
			continue
		}
		if word(s) == wordUnsure {
			return reply{value: unsure(&p.Question)}, nil
		}
		v, err := parse(&p.Question, s)
		if err == nil && p.most != "" && v.Known() && len(v.Choices()) == 0 {
			err = errors.New("请至少选一个；拿不准就输入 0" + p.most)
		}
		if err != nil {
			d.fault(again, "%v。", err)
			continue
		}
		return reply{value: v}, nil
	}
}

// common handles what can be typed at every question. The error is for the
// person.
func (d *dialogue) common(p *prompt, s string) (r reply, done bool, err error) {
	if s == "" {
		if p.value != nil {
			return reply{kind: replyKeep, value: *p.value}, true, nil
		}
		return r, false, errors.New("这一行是空的。请回答；不清楚、返回、跳过怎么输入，见 ?。")
	}
	switch w := word(s); {
	case w == wordBack, w == wordSkip && p.change:
		return reply{kind: replyBack}, true, nil
	case p.field && (w == wordSkip || w == wordResult || w == wordTopics):
		return r, false, errors.New("先把这一项填完；不清楚就说不清楚，要离开就输入 b。")
	case p.change && (w == wordResult || w == wordTopics):
		return r, false, errors.New("正在改答案；不改了就输入 b。")
	case w == wordSkip:
		return reply{kind: replySkip}, true, nil
	case w == wordResult:
		return reply{kind: replyResult}, true, nil
	case w == wordTopics:
		return reply{kind: replyTopics}, true, nil
	}
	return r, false, nil
}

// noted echoes what was understood.
func (d *dialogue) noted(q *engine.Question, v engine.Value) {
	d.sayf("记下了：%s：%s", q.Name, present.Value(q, v, true))
}

// interview puts the next step, or shows the result.
func (d *dialogue) interview() (state, error) {
	s, err := d.iv.Next()
	if err != nil {
		return nil, err
	}
	if s.Kind == session.Finished {
		d.say("")
		d.say("问完了。")
		return d.result, nil
	}
	return d.step(s), nil
}

// step puts one step of the interview.
func (d *dialogue) step(s session.Step) state {
	return func() (state, error) {
		d.rest, d.shown = false, false
		d.iv.Visit(s)
		p, err := d.prompt(s)
		if err != nil {
			return nil, err
		}
		if !d.told {
			d.told = true
			d.say("")
			d.say("怎么答：输入选项前面的数字，或者照题目填，再按回车。")
			d.howTo(&prompt{})
		}
		d.count()
		r, err := d.ask(&p)
		if err != nil {
			return nil, err
		}
		return d.took(s, &p, r)
	}
}

func (d *dialogue) prompt(s session.Step) (prompt, error) {
	if s.Kind == session.AskTopics {
		return d.putTopics(), nil
	}
	return d.question(s.Question)
}

// took carries a reply out.
func (d *dialogue) took(s session.Step, p *prompt, r reply) (state, error) {
	switch r.kind {
	case replyBack:
		return d.back()
	case replyResult:
		return d.result, nil
	case replyTopics:
		return d.topics, nil
	case replySkip:
		if p.value == nil || p.former {
			d.iv.Skip(s)
			d.sayf("先跳过：%s", p.Name)
			return d.interview, nil
		}
		fallthrough
	case replyKeep:
		if !p.former {
			d.sayf("保留：%s：%s", p.Name, present.Value(&p.Question, *p.value, true))
			return d.interview, nil
		}
	}
	before, err := d.iv.Result()
	if err != nil {
		return nil, err
	}
	if err := d.record(s, p, r.value); err != nil {
		d.say(present.Fault(d.policy, err))
		return d.step(s), nil
	}
	if p.value == nil || p.former || p.value.Equal(r.value) {
		return d.interview, nil
	}
	return d.interview, d.news(before)
}

// mostNews is how many changes are read out one by one.
const mostNews = 12

// news says what a changed answer did to the result.
func (d *dialogue) news(before *engine.Result) error {
	after, err := d.iv.Result()
	if err != nil {
		return err
	}
	lines := present.News(d.policy, session.Diff(before, after, d.iv.Scope()))
	d.write(lines[:min(mostNews, len(lines))])
	if more := len(lines) - mostNews; more > 0 {
		d.sayf("另有 %d 项也变了。", more)
	}
	return nil
}

// record takes an answer over and echoes it.
func (d *dialogue) record(s session.Step, p *prompt, v engine.Value) error {
	q := &p.Question
	if s.Kind == session.AskTopics {
		ids := v.Choices()
		if len(ids) == 0 {
			for _, t := range d.iv.Topics() {
				ids = append(ids, t.ID)
			}
		}
		if err := d.iv.SetTopics(ids); err != nil {
			return err
		}
	} else {
		q = &d.policy.Questions[s.Question]
		if err := d.iv.Answer(q.ID, v); err != nil {
			return err
		}
		delete(d.drafts, q.ID)
	}
	d.save() // before it is said that it was taken
	if v.Known() {
		d.noted(q, v)
	} else {
		d.sayf("记下了：%s：不清楚%s", q.Name, p.most)
	}
	d.reopened()
	return nil
}

// reopened says which answers the last change took back.
func (d *dialogue) reopened() {
	for _, i := range d.iv.Reopened() {
		d.sayf("“%s”有些选项还没有问过，要再问一次。", d.policy.Questions[i].Name)
	}
}

// back goes to the step before, or to the beginning.
func (d *dialogue) back() (state, error) {
	s, ok := d.iv.Back()
	switch {
	case !ok && d.waiting != nil:
		return d.rejoin()
	case !ok:
		d.say("这已经是第一题，回到开头。填过的都还在。")
		return d.home, nil
	case s.Kind == session.Finished:
		return d.result, nil
	}
	return d.step(s), nil
}

// count reads the running count out where it moved.
func (d *dialogue) count() {
	t, err := d.iv.Tally()
	if err != nil || !d.iv.TopicsChosen() || t == d.said {
		return
	}
	d.said = t
	d.say("")
	d.sayf("到目前：条件相符 %d 项，待确认 %d 项，相差一项 %d 项。", t.Eligible, t.Possible, t.Near)
}

// topics shows how far each topic is, and goes to one.
func (d *dialogue) topics() (state, error) {
	d.rest = false
	states, err := d.iv.TopicStates()
	if err != nil {
		return nil, err
	}
	ask := func() {
		d.say("")
		d.say("换到哪个方面？别的题还在，答案都保留。")
		for i, s := range states {
			left := "已答完"
			if len(s.Left) > 0 {
				left = fmt.Sprintf("至多还有 %d 题", len(s.Left))
			}
			d.sayf("%d %s：已答 %d 题，%s", i+1, d.topicLabel(s.Topic), len(s.Answered), left)
		}
		d.say("b 不换了")
	}
	ask()
	for {
		s, err := d.read(ask)
		if err != nil {
			return nil, err
		}
		if word(s) == wordBack {
			return d.interview, nil
		}
		n, err := numbers(s, len(states))
		switch {
		case err != nil:
			d.fault(ask, "%v。", err)
		case len(n) != 1 || n[0] == 0:
			d.fault(ask, "请输入一个方面前面的数字，或者 b。")
		default:
			to := &states[n[0]-1]
			if len(to.Left) == 0 {
				return d.step(session.Step{Kind: session.AskQuestion, Question: to.Answered[0]}), nil
			}
			d.iv.Jump(to.Topic)
			return d.interview, nil
		}
	}
}
