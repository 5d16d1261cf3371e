/* SPDX-License-Identifier: MIT */
/*
 * Judging, step by step. Between the files of check only: others call
 * check_judge() and check_fail(). Texts are made in the result's arena, which
 * remembers that memory ran out; those two ask it at their end.
 */
#ifndef DVF_CHECK_JUDGE_H
#define DVF_CHECK_JUDGE_H

#include "check/check.h"

/** Answers of which there are too few to judge at all. */
enum judge_lack {
    JUDGE_LACKS_ANSWERS = 1, /* for a verdict, or for the policy's number */
    JUDGE_LACKS_REQUIRED = 2 /* an attribute that the policy requires */
};

/**
 * Judge a profile, its waiver apart.
 *
 * @param settled no open answer can change the verdict
 * @param policy null for one without bounds
 * @param expected id of an option; null for none
 */
enum check_outcome judge_outcome(const dvf_evaluation *evaluation,
                                 const struct policy *policy,
                                 const char *expected, bool settled);

/** True for a verdict that open answers can change, where the policy asks for
 * one that they cannot. */
bool judge_lacks_settled(const struct check_result *result);

/** Analyse the verdict where a policy that it may be judged by asks for that.
 * @return DVF_OK or DVF_NO_MEMORY */
dvf_status settled_find(struct check_result *result,
                        const struct check_request *request);

/** @return which of enum judge_lack hold, as bits */
unsigned judge_lacks(const dvf_evaluation *evaluation,
                     const struct policy *policy);

/** True where fewer questions are answered than a policy asks for, and others
 * are left that apply. */
bool judge_lacks_count(const dvf_evaluation *evaluation,
                       const struct policy *policy);

/** True for a verdict that stands by fewer points than the policy asks for. */
bool judge_lacks_lead(const dvf_evaluation *evaluation,
                      const struct policy *policy);

/** True for a verdict that is weaker than the policy asks for. */
bool judge_lacks_strength(const dvf_evaluation *evaluation,
                          const struct policy *policy);

/** Cause for which the expected option cannot be the verdict, whatever the
 * scores: it is ruled out, or a requirement of the combination is not met. */
struct cause {
    kb_text says;                         /* a sentence of the knowledge base */
    const struct kb_condition *condition; /* that says so */
};

/** @param causes room for `room` of them @return how many there are */
uint32_t judge_causes(const struct check_result *result, struct cause *causes,
                      uint32_t room);

/** The profile that was judged; not for results that are errors. */
static inline const dvf_profile *
judge_profile(const struct check_result *result)
{
    return result->evaluation->profile;
}

/** Message on the causes of an outcome, in one sentence. */
const char *message_of_outcome(struct check_result *result);

/** Message on the changes since it was locked. */
const char *message_of_lock(struct check_result *result);

/** Make the findings of a result, all else of which is known. */
void findings_make(struct check_result *result,
                   const struct check_request *request);

/** Hold a record against its profile and its knowledge. */
void judge_record(struct check_result *result, bool locked);

/** Most findings of findings_of_record(). */
#define JUDGE_RECORD_FINDINGS(kb) (kb_attributes_count(kb) + 4)

/** Add the findings of a record, for which there is room. */
void findings_of_record(struct check_result *result,
                        const struct check_request *request);

/** As findings_make(), of a profile that could not be evaluated. */
void findings_of_problems(struct check_result *result,
                          const struct check_failure *failure);

/** Words that tell a finding apart, besides its file, kind and ordinal. */
struct fingerprint {
    const char *current; /* real path of the current folder; null: unknown */
    const char *code;    /* of a problem; null: none */
    const char *key;     /* null: the pointer of its place */
};

/** @return DVF_OK or DVF_NO_MEMORY */
dvf_status fingerprint_take(struct check_finding *finding,
                            const struct fingerprint *fingerprint);

#endif
