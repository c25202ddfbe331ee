namespace ShopActors.Client;

/// <summary>Where a shop is, and how a client calls it.</summary>
public sealed class ShopClientOptions
{
    /// <summary>The shop's address, with the path below which it serves its API.</summary>
    public Uri? Address { get; set; }

    /// <summary>The token of calls that name no other: a guest's, a customer's or an operator's.</summary>
    /// <value>Null: calls are made without credentials.</value>
    public string? Token { get; set; }

    /// <summary>The most time that a call takes, with all its repetitions and the pauses between them.</summary>
    /// <value>60 seconds.</value>
    public TimeSpan TimeLimit { get; set; } = TimeSpan.FromSeconds(60);

    /// <summary>
    /// The most time that one attempt takes before it is given up and repeated. The shop answers a checkout within 8
    /// seconds and everything within 30.
    /// </summary>
    /// <value>15 seconds.</value>
    public TimeSpan AttemptTimeLimit { get; set; } = TimeSpan.FromSeconds(15);

    /// <summary>How often a call is repeated at most; 0 for never.</summary>
    /// <value>6.</value>
    public int RepetitionsMax { get; set; } = 6;

    /// <summary>
    /// The average pause before the first repetition. Each next one is twice as long. A <c>Retry-After</c> of the shop
    /// takes its place.
    /// </summary>
    /// <value>200 milliseconds.</value>
    public TimeSpan PauseMin { get; set; } = TimeSpan.FromMilliseconds(200);

    /// <summary>The longest pause that the client chooses itself.</summary>
    /// <value>5 seconds.</value>
    public TimeSpan PauseMax { get; set; } = TimeSpan.FromSeconds(5);
}
