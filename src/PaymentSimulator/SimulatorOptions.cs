using System.ComponentModel.DataAnnotations;

namespace ShopActors.PaymentSimulator;

/// <summary>How the simulated payment provider behaves.</summary>
public sealed class SimulatorOptions
{
    /// <summary>The configuration section.</summary>
    public const string SectionName = "PaymentSimulator";

    /// <summary>
    /// Where the provider's own books are. <value>Default: <c>./data/payments.log</c>; inside a shop's process
    /// <c>payments.log</c> in the folder of the shop's store.</value>
    /// </summary>
    [Required]
    public string LogPath { get; set; } = "./data/payments.log";

    /// <summary>
    /// Whether a shop may start in Production with this provider, which takes no real money. A trial or a load test
    /// says so on purpose. <value>Default: false.</value>
    /// </summary>
    public bool AllowInProduction { get; set; }

    /// <summary>
    /// Where webhooks go; without it they take the way that the process registered, if any.
    /// <value>Default: none.</value>
    /// </summary>
    public Uri? WebhookUrl { get; set; }

    /// <summary>
    /// The secret that webhooks are signed with. <value>Default: a well-known one, for development.</value>
    /// </summary>
    [Required]
    public string WebhookSecret { get; set; } = "whsec_simulator_development_only";

    /// <summary>
    /// Whether a process of its own listens on every address of the machine, as containers need.
    /// <value>Default: false.</value>
    /// </summary>
    public bool ListenOnAnyAddress { get; set; }

    /// <summary>How long <c>tok_slow</c> keeps an answer back. <value>Default: 3 s.</value></summary>
    [Range(typeof(TimeSpan), "00:00:00", "00:05:00")]
    public TimeSpan SlowDelay { get; set; } = TimeSpan.FromSeconds(3);

    /// <summary>How long <c>tok_late_webhook</c> keeps a webhook back. <value>Default: 2 s.</value></summary>
    [Range(typeof(TimeSpan), "00:00:00", "01:00:00")]
    public TimeSpan LateDelay { get; set; } = TimeSpan.FromSeconds(2);
}
