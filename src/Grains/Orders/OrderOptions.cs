using System.ComponentModel.DataAnnotations;

namespace ShopActors;

/// <summary>Settings of orders.</summary>
public sealed class OrderOptions
{
    /// <summary>The configuration section.</summary>
    public const string SectionName = "Orders";

    /// <summary>
    /// How long an order may prepare before it is cancelled; also bounds how long it withholds units from other orders.
    /// </summary>
    /// <value>Default: 2 min.</value>
    [Range(typeof(TimeSpan), "00:00:01", "12:00:00")]
    public TimeSpan TimeLimit { get; set; } = TimeSpan.FromMinutes(2);

    /// <summary>
    /// How long a payer has to confirm a payment (3-D Secure) before the order is cancelled; the units stay withheld
    /// for as long.
    /// </summary>
    /// <value>Default: 15 min.</value>
    [Range(typeof(TimeSpan), "00:00:01", "12:00:00")]
    public TimeSpan PayerTimeLimit { get; set; } = TimeSpan.FromMinutes(15);

    /// <summary>
    /// How long an order waits for a payment that takes days, as with bank debits, before it is cancelled; the units
    /// stay withheld for as long.
    /// </summary>
    /// <value>Default: 7 days.</value>
    [Range(typeof(TimeSpan), "00:00:01", "60.00:00:00")]
    public TimeSpan ProcessingTimeLimit { get; set; } = TimeSpan.FromDays(7);

    /// <summary>
    /// How long a command waits for the order to end before it answers "pending". The response time-outs of
    /// <see cref="IOrderGrain"/>'s commands exceed it.
    /// </summary>
    /// <value>Default: 8 s.</value>
    [Range(typeof(TimeSpan), "00:00:00", "00:00:10")]
    public TimeSpan AnswerWithin { get; set; } = TimeSpan.FromSeconds(8);

    /// <summary>When an order whose activation is gone is resumed; bounds how long a crash delays it.</summary>
    /// <value>Default: 3 s.</value>
    [Range(typeof(TimeSpan), "00:00:00.100", "00:10:00")]
    public TimeSpan ResumeAfter { get; set; } = TimeSpan.FromSeconds(3);

    /// <summary>How often a step is retried before the order waits for its wake-up.</summary>
    /// <value>Default: 10.</value>
    [Range(0, 20)]
    public int StepRetries { get; set; } = 10;

    /// <summary>The pause before a step's first retry; each later one doubles it, up to 400 ms.</summary>
    /// <value>Default: 50 ms.</value>
    [Range(typeof(TimeSpan), "00:00:00.001", "00:00:10")]
    public TimeSpan RetryDelay { get; set; } = TimeSpan.FromMilliseconds(50);

    /// <summary>
    /// The longest time until the wake-up of an order whose step keeps failing; the actual time grows with
    /// the order's age.
    /// </summary>
    /// <value>Default: 1 min.</value>
    [Range(typeof(TimeSpan), "00:00:00.100", "01:00:00")]
    public TimeSpan RetryDelayMax { get; set; } = TimeSpan.FromMinutes(1);

    /// <summary>The number of the shop's first order; later ones follow without gaps.</summary>
    /// <value>Default: 1001.</value>
    [Range(1, 1_000_000_000_000)]
    public long FirstNumber { get; set; } = 1_001;

    /// <summary>How long a running step may take before the progress so far is written.</summary>
    /// <value>Default: 250 ms.</value>
    [Range(typeof(TimeSpan), "00:00:00.010", "00:01:00")]
    public TimeSpan ProgressAfter { get; set; } = TimeSpan.FromMilliseconds(250);
}
