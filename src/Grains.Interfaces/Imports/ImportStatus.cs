namespace ShopActors;

/// <summary>The status of an import.</summary>
[GenerateSerializer, Alias("shop.import-status")]
public enum ImportStatus
{
    /// <summary>The upload has not ended, or was cut off; repeated with the same key, it goes on.</summary>
    Receiving = 0,

    /// <summary>All lines are there and are being imported.</summary>
    Running = 1,

    /// <summary>Every line was imported or refused.</summary>
    Completed = 2,
}
