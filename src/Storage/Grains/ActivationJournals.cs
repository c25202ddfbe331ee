namespace ShopActors.Storage;

/// <summary>What the journals of one activation share: whether it was given up.</summary>
/// <param name="services">What they need.</param>
/// <param name="answersEarly">Whether the grain answers other grains once its commit is in order.</param>
/// <param name="end">Ends the activation.</param>
internal sealed class ActivationJournals(JournalGrainServices services, bool answersEarly, Action end)
{
    public JournalGrainServices Services => services;

    public bool AnswersEarly => answersEarly;

    /// <summary>Why the activation was given up; null while it was not.</summary>
    public JournalStoreException? Failure { get; private set; }

    /// <summary>Ends the activation, because its memory may differ from a journal; returns why it ended.</summary>
    public JournalStoreException GiveUp(JournalId id, Exception exception)
    {
        // Several appends may be under way, and the first failure is the one that tells.
        if (Failure is not null) return Failure;

        Failure = exception as JournalStoreException ?? new JournalStoreException(
            JournalStoreFailure.OutcomeUnknown, $"Writing journal '{id}' failed.", exception);
        services.Log.ActivationGivenUp(Failure, id.Value, Failure.Failure);
        end();
        return Failure;
    }
}
