using System.ComponentModel.DataAnnotations;

namespace ShopActors;

/// <summary>Settings of payments.</summary>
public sealed class PaymentOptions
{
    /// <summary>The configuration section.</summary>
    public const string SectionName = "Payments";

    /// <summary>Stands for the order's id in <see cref="ReturnUrl"/>.</summary>
    public const string OrderPlace = "{order}";

    /// <summary>The provider's address; without it, the provider registered in this process is used.</summary>
    /// <value>Default: none.</value>
    public Uri? ProviderUrl { get; set; }

    /// <summary>
    /// The shop's page to which the payer's browser goes after confirming a payment (3-D Secure), with
    /// <c>{order}</c> for the order's id. Without it, the provider ends on a page of its own.
    /// </summary>
    /// <value>Default: none.</value>
    public string? ReturnUrl { get; set; }

    /// <summary>How long one attempt may take.</summary>
    /// <value>Default: 5 s.</value>
    [Range(typeof(TimeSpan), "00:00:00.010", "00:00:10")]
    public TimeSpan AttemptTimeout { get; set; } = TimeSpan.FromSeconds(5);

    /// <summary>
    /// How often one call retries an operation, with the same key. Attempts and pauses together stay below the time-out
    /// of a grain call.
    /// </summary>
    /// <value>Default: 2.</value>
    [Range(0, 3)]
    public int Retries { get; set; } = 2;

    /// <summary>The pause before the first retry; each later one doubles it, with jitter.</summary>
    /// <value>Default: 100 ms.</value>
    [Range(typeof(TimeSpan), "00:00:00.001", "00:00:02")]
    public TimeSpan RetryDelay { get; set; } = TimeSpan.FromMilliseconds(100);

    /// <summary>The share of failed attempts that opens the circuit.</summary>
    /// <value>Default: 0.6.</value>
    [Range(0.05, 1.0)]
    public double BreakerFailureRatio { get; set; } = 0.6;

    /// <summary>The fewest attempts in 10 s that can open the circuit.</summary>
    /// <value>Default: 50.</value>
    [Range(2, 10_000)]
    public int BreakerThroughput { get; set; } = 50;

    /// <summary>How long the circuit stays open.</summary>
    /// <value>Default: 2 s.</value>
    [Range(typeof(TimeSpan), "00:00:00.500", "00:05:00")]
    public TimeSpan BreakerPause { get; set; } = TimeSpan.FromSeconds(2);

    /// <summary>
    /// How long a key may be sent again; shorter than the provider remembers it. Later it is only looked up.
    /// </summary>
    /// <value>Default: 23 h.</value>
    [Range(typeof(TimeSpan), "00:00:01", "30.00:00:00")]
    public TimeSpan KeyRetention { get; set; } = TimeSpan.FromHours(23);

    /// <summary>
    /// How long a provider may say that a payment is under way, as with bank debits, before a person has to decide.
    /// </summary>
    /// <value>Default: 30 days.</value>
    [Range(typeof(TimeSpan), "00:00:01", "365.00:00:00")]
    public TimeSpan ProcessingLimit { get; set; } = TimeSpan.FromDays(30);

    /// <summary>
    /// The longest pause before the background asks again about a payment that is under way; the actual pause is a
    /// quarter of its age.
    /// </summary>
    /// <value>Default: 1 h.</value>
    [Range(typeof(TimeSpan), "00:00:01", "1.00:00:00")]
    public TimeSpan ProcessingInquiryMax { get; set; } = TimeSpan.FromHours(1);

    /// <summary>The first pause of the background inquiry; each later one doubles it.</summary>
    /// <value>Default: 1 s.</value>
    [Range(typeof(TimeSpan), "00:00:00.010", "00:05:00")]
    public TimeSpan InquiryDelay { get; set; } = TimeSpan.FromSeconds(1);

    /// <summary>The longest pause of the background inquiry.</summary>
    /// <value>Default: 1 min.</value>
    [Range(typeof(TimeSpan), "00:00:01", "01:00:00")]
    public TimeSpan InquiryDelayMax { get; set; } = TimeSpan.FromMinutes(1);

    /// <summary>How often the payments are compared with the provider's records; 0 for on demand only.</summary>
    /// <value>Default: 1 day.</value>
    [Range(typeof(TimeSpan), "00:00:00", "30.00:00:00")]
    public TimeSpan ReconcileEvery { get; set; } = TimeSpan.FromDays(1);

    /// <summary>The secrets that webhooks may be signed with; two during a rotation.</summary>
    /// <value>Default: none, which refuses every webhook.</value>
    public IList<string> WebhookSecrets { get; } = [];
}
