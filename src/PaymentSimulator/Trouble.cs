namespace ShopActors.PaymentSimulator;

/// <summary>What goes wrong at the provider.</summary>
public enum Trouble
{
    /// <summary>Nothing.</summary>
    None = 0,

    /// <summary>The provider does not answer: requests never arrive, and outcomes cannot be looked up.</summary>
    Away = 1,

    /// <summary>The first request of each operation never arrives.</summary>
    LostRequests = 2,

    /// <summary>The first request of each operation is executed, and its answer is lost.</summary>
    LostAnswers = 3,

    /// <summary>Operations are executed at once and answered late.</summary>
    SlowAnswers = 4,

    /// <summary>Authorisations are declined.</summary>
    Declines = 5,

    /// <summary>Every webhook is sent three times at once.</summary>
    RepeatedWebhooks = 6,

    /// <summary>The webhook of the authorisation arrives after that of the capture.</summary>
    LateWebhooks = 7,
}
