namespace ShopActors.Storage;

/// <summary>A journal as its activation sees it.</summary>
internal interface IClaimable : IJournalOwner
{
    /// <summary>Claims the journal and rebuilds the state.</summary>
    Task Claim(CancellationToken cancellationToken);

    /// <summary>Ends when everything applied so far is written; done where the journal is not in use.</summary>
    Task WhenWritten();
}
