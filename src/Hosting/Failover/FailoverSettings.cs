using System.ComponentModel.DataAnnotations;

namespace ShopActors.Hosting.Failover;

/// <summary>
/// How soon a silo failure is detected and calls recover; docs/adr/0008-failover-timing.md gives the reasons.
/// </summary>
public sealed class FailoverSettings
{
    /// <summary>The configuration section.</summary>
    public const string SectionName = $"{ClusterSettings.SectionName}:Failover";

    /// <summary>
    /// The time-out of a probe and the period of probes, until response times are known; then both adapt between half
    /// of it and <see cref="ProbeTimeoutMax"/>.
    /// </summary>
    /// <value>Default: 1 s.</value>
    [Range(typeof(TimeSpan), "00:00:00.200", "00:01:00")]
    public TimeSpan ProbeTimeout { get; set; } = TimeSpan.FromSeconds(1);

    /// <summary>
    /// The longest probe time-out. Multiplied by <see cref="ProbesMissed"/>, it is how long a silo must have been
    /// silent on every connection before a vote against it counts.
    /// </summary>
    /// <value>Default: 1.5 s.</value>
    [Range(typeof(TimeSpan), "00:00:00.200", "00:05:00")]
    public TimeSpan ProbeTimeoutMax { get; set; } = TimeSpan.FromSeconds(1.5);

    /// <summary>
    /// How many consecutive probes a silo must miss for a vote; the last one is sent through a third silo.
    /// </summary>
    /// <value>Default: 3.</value>
    [Range(1, 100)]
    public int ProbesMissed { get; set; } = 3;

    /// <summary>How many silos must vote before one is declared dead; fewer if fewer are alive.</summary>
    /// <value>Default: 2.</value>
    [Range(1, 10)]
    public int VotesForDeath { get; set; } = 2;

    /// <summary>How long a vote is valid.</summary>
    /// <value>Default: 30 s.</value>
    [Range(typeof(TimeSpan), "00:00:01", "01:00:00")]
    public TimeSpan VoteExpiration { get; set; } = TimeSpan.FromSeconds(30);

    /// <summary>
    /// How often a silo reads the membership table, in addition to gossip: the longest time that a silo continues after
    /// it was declared dead while it hung.
    /// </summary>
    /// <value>Default: 5 s.</value>
    [Range(typeof(TimeSpan), "00:00:00.500", "00:10:00")]
    public TimeSpan TableRefreshPeriod { get; set; } = TimeSpan.FromSeconds(5);

    /// <summary>
    /// How often a silo writes its heartbeat to the membership table. After three missing heartbeats a silo counts as
    /// gone, so new silos join at once after all others were killed. The machines' clocks must agree better than that.
    /// </summary>
    /// <value>Default: 2 s.</value>
    [Range(typeof(TimeSpan), "00:00:00.500", "00:05:00")]
    public TimeSpan HeartbeatPeriod { get; set; } = TimeSpan.FromSeconds(2);

    /// <summary>
    /// How often a client reads the list of gateways: it stops using a dead silo at the first refresh after its death
    /// was declared.
    /// </summary>
    /// <value>Default: 1 s.</value>
    [Range(typeof(TimeSpan), "00:00:00.100", "00:10:00")]
    public TimeSpan GatewayRefreshPeriod { get; set; } = TimeSpan.FromSeconds(1);

    /// <summary>The pause between attempts to connect to a silo.</summary>
    /// <value>Default: 250 ms.</value>
    [Range(typeof(TimeSpan), "00:00:00.010", "00:01:00")]
    public TimeSpan ReconnectDelay { get; set; } = TimeSpan.FromMilliseconds(250);

    /// <summary>The time-out of grain calls whose interface declares none.</summary>
    /// <value>Default: 2.5 s.</value>
    [Range(typeof(TimeSpan), "00:00:00.500", "00:05:00")]
    public TimeSpan ResponseTimeout { get; set; } = TimeSpan.FromSeconds(2.5);

    /// <summary>
    /// The time-out of calls between silos that serve the cluster itself, above all the grain directory. An activation
    /// whose registration was lost with a connection of a dead silo is unreachable for that long.
    /// </summary>
    /// <value>Default: 5 s.</value>
    [Range(typeof(TimeSpan), "00:00:00.500", "00:05:00")]
    public TimeSpan SystemResponseTimeout { get; set; } = TimeSpan.FromSeconds(5);

    /// <summary>
    /// When a client without an answer makes the call again, if that is safe (<see cref="RepeatableAttribute"/>); the
    /// first answer counts. Orleans does not tell a client that the called silo is dead.
    /// </summary>
    /// <value>Default: 1 s.</value>
    [Range(typeof(TimeSpan), "00:00:00.050", "00:01:00")]
    public TimeSpan RepeatAfter { get; set; } = TimeSpan.FromSeconds(1);

    /// <summary>
    /// The pause before a failed call is made again; each further pause doubles up to
    /// <see cref="RepeatAfter"/>, with jitter.
    /// </summary>
    /// <value>Default: 50 ms.</value>
    [Range(typeof(TimeSpan), "00:00:00.001", "00:00:10")]
    public TimeSpan RepeatDelay { get; set; } = TimeSpan.FromMilliseconds(50);

    /// <summary>How long after its start a call may still be repeated.</summary>
    /// <value>Default: 8 s.</value>
    [Range(typeof(TimeSpan), "00:00:00", "00:01:00")]
    public TimeSpan RepeatUntil { get; set; } = TimeSpan.FromSeconds(8);

    /// <summary>The most attempts of one call, including the first.</summary>
    /// <value>Default: 16.</value>
    [Range(1, 100)]
    public int AttemptsMax { get; set; } = 16;

    /// <summary>
    /// The repetitions of failed calls that a process may make per call, on average, and the same number for unanswered
    /// calls, so that a slow, overloaded cluster gets little additional load.
    /// </summary>
    /// <value>Default: 0.1.</value>
    [Range(0.0, 1.0)]
    public double RepeatShare { get; set; } = 0.1;

    /// <summary>
    /// The repetitions of either kind that a process may accumulate for the death of a silo; about as many as calls
    /// reach it in ten seconds.
    /// </summary>
    /// <value>Default: 2,000.</value>
    [Range(0, 1_000_000)]
    public int RepeatBurst { get; set; } = 2_000;
}
