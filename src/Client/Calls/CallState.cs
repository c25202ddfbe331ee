namespace ShopActors.Client;

/// <summary>What the attempts of one call have led to so far. They run one after the other.</summary>
internal sealed class CallState(Call call, long start)
{
    public Call Call { get; } = call;

    /// <summary>The timestamp of the call's beginning.</summary>
    public long Start { get; } = start;

    /// <summary>The latest answer; null before the first.</summary>
    public CallAnswer? Answer { get; set; }

    /// <summary>Whether an attempt may have been executed although no answer said so.</summary>
    public bool MayBeExecuted { get; set; }

    /// <summary>
    /// Whether the last answer leaves open what became of a write. One that was turned away unexecuted says nothing of
    /// the attempts before it; other refusals were decided with the key in view.
    /// </summary>
    public bool IsOutcomeUnknown(CallAnswer? answer)
    {
        if (!Call.IsWrite) return false;
        if (answer is null) return MayBeExecuted;
        return answer.IsAmbiguous || (MayBeExecuted && answer.IsNotExecuted);
    }
}
