using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;
using ShopActors.PaymentSimulator;
using ShopActors.Storage;
using ShopActors.Storage.InMemory;

namespace ShopActors.Grains.Tests.Checkout;

/// <summary>What the plan does at a point.</summary>
internal enum Strike
{
    /// <summary>Nothing.</summary>
    None,

    /// <summary>The process is gone, with everything that was under way in it.</summary>
    Kill,

    /// <summary>
    /// The process stops, another takes over, and when that has ended the first one wakes up and goes on.
    /// </summary>
    Pause,

    /// <summary>The call or the write fails; whether it had an effect depends on the point.</summary>
    Fail,
}

/// <summary>When the log of a process is written.</summary>
internal enum LogPace
{
    /// <summary>As soon as there is something to write.</summary>
    Prompt,

    /// <summary>Only when everything waits for it, so that as much as can be is lost with the process.</summary>
    Late,
}

/// <summary>
/// A shop in one thread: agents, journals, provider and clock, without an actor runtime. Everything that can go wrong
/// is a numbered point before or after a write or a call; every interleaving follows from the seed.
/// </summary>
internal sealed class Simulation
{
    private static readonly TimeSpan WakerPeriod = TimeSpan.FromMilliseconds(500);
    private static readonly TimeSpan TimeMax = TimeSpan.FromMinutes(15);
    private const int StepsMax = 2_000_000;

    private readonly Random? _random;
    private readonly Func<int, Strike> _plan;
    private readonly List<Waiter> _ready = [];
    private readonly List<SimulatedProcess> _paused = [];
    private readonly Dictionary<JournalId, DateTimeOffset> _woken = [];
    private readonly LogPace? _log;
    private readonly bool _isProviderInStore;
    private readonly int _thread = Environment.CurrentManagedThreadId;
    private SimulatedProcess? _current;

    // Where something ran on another thread, so that what happened does not follow from the seed.
    private string? _strayed;

    /// <param name="seed">What every interleaving follows from; null for the order of arrival.</param>
    /// <param name="plan">What to do at the n-th point.</param>
    /// <param name="log">When the one log of a process is written; null for a store without an order.</param>
    /// <param name="isProviderInStore">Whether the provider is the simulated one, with its books in the store.</param>
    public Simulation(int? seed, Func<int, Strike> plan, LogPace? log = null, bool isProviderInStore = false)
    {
        (_log, _isProviderInStore) = (log, isProviderInStore);
        _random = seed is { } value ? new Random(value) : null;
        _plan = plan;

        // With a context, continuations would be handed to other threads instead of running where they are due.
        SynchronizationContext.SetSynchronizationContext(null);
    }

    public SimulatedTime Time { get; } = new();

    public MemoryJournalStore Store { get; } = new();

    public bool HasLog => _log is not null;

    public BookProvider Provider { get; } = new();

    public PaymentOptions Payments { get; } = new();

    /// <summary>The process that serves: there is one at a time, but for those that are paused.</summary>
    public SimulatedProcess Process => _current ??= new SimulatedProcess(this, 1);

    public List<string> Points { get; } = [];

    /// <summary>Where the plan struck.</summary>
    public List<string> Struck { get; } = [];

    /// <summary>
    /// A place where the process can be killed, stopped or let down; ends when the simulation says so.
    /// </summary>
    public Task Reach(SimulatedProcess process, string label, Func<Exception> failure)
    {
        if (Environment.CurrentManagedThreadId != _thread)
        {
            _strayed ??= $"{label}{Environment.NewLine}{Environment.StackTrace}{Environment.NewLine}";
        }

        Points.Add(label);
        if (process.State == ProcessState.Running)
        {
            switch (_plan(Points.Count))
            {
                case Strike.Kill:
                    Struck.Add($"kill at {Points.Count} {label}");
                    Replace(ProcessState.Dead);
                    break;
                case Strike.Pause:
                    Struck.Add($"pause at {Points.Count} {label}");
                    _paused.Add(process);
                    Replace(ProcessState.Paused);
                    break;
                case Strike.Fail:
                    Struck.Add($"fail at {Points.Count} {label}");
                    return Task.FromException(failure());
            }
        }

        var waiter = new Waiter(process);
        _ready.Add(waiter);
        return waiter.Source.Task;
    }

    /// <summary>Ends when the log is to be written: at once, or when nothing else can go on.</summary>
    public Task ReachLog(SimulatedProcess process)
    {
        var waiter = new Waiter(process) { IsLate = _log == LogPace.Late };
        _ready.Add(waiter);
        return waiter.Source.Task;
    }

    /// <summary>
    /// Runs until the condition holds and, if wanted, nothing is due; fails when that takes too long.
    /// </summary>
    public void RunUntil(Func<bool> done, string what, bool untilQuiet = true)
    {
        var end = Time.Now + TimeMax;
        for (var step = 0; ; step++)
        {
            Assert.True(_strayed is null, $"{_strayed} was reached on another thread.");
            if (TryStep()) continue;
            if (done() && (!untilQuiet || !HasWakeUps())) return;
            Assert.True(Time.Now < end && step < StepsMax, $"{what} did not end. Struck: {string.Join("; ", Struck)}");
            WakeDue();
            if (_ready.All(waiter => !waiter.CanRun)) Time.Advance(WakerPeriod);
        }
    }

    /// <summary>Resumes every paused process. It was replaced meanwhile and does not know it.</summary>
    public void ResumeZombies()
    {
        foreach (var process in _paused) process.State = ProcessState.Running;
        _paused.Clear();
        var end = Time.Now + TimeSpan.FromMinutes(3);
        while (TryStep() || Time.Now < end)
        {
            if (_ready.All(waiter => !waiter.CanRun)) Time.Advance(WakerPeriod);
        }
    }

    /// <summary>The process ends, and another takes over.</summary>
    public void Restart() => Replace(ProcessState.Dead);

    /// <summary>The provider as a process reaches it.</summary>
    public IPaymentProvider ProviderFor(SimulatedProcess process) => _isProviderInStore
        ? InStore(process.Log is null ? Store : new SimulatedLogStore(process), process.Time)
        : Provider;

    public AuditReport Audit()
    {
        var time = Time.For(null);
        IPaymentProvider provider = _isProviderInStore ? InStore(Store, time) : Provider;
        return new AuditRun(Store, provider, time, new()).RunAsync(CancellationToken.None).Result;
    }

    private static SimulatedPaymentProvider InStore(IJournalStore store, TimeProvider time)
    {
        var options = Options.Create(new SimulatorOptions());
        var webhooks = new WebhookSender(options, channel: null, time, NullLogger<WebhookSender>.Instance);
        return new(new(options, time, webhooks, new SimulatorBooks(store, answersEarly: true)), new());
    }

    private bool HasWakeUps() => Store.ReadDueAsync(Time.Now + TimeMax, 1, JournalShare.All).AsTask().Result.Count > 0;

    private void Replace(ProcessState fate)
    {
        Process.State = fate;
        _current = new SimulatedProcess(this, Process.Number + 1);
        _woken.Clear();
    }

    private bool TryStep()
    {
        var runnable = _ready.Where(waiter => waiter.CanRun).ToList();
        if (runnable.Count == 0) return false;
        if (runnable.Exists(waiter => !waiter.IsLate)) runnable.RemoveAll(waiter => waiter.IsLate);
        var next = _random is null ? runnable[0] : runnable[_random.Next(runnable.Count)];
        _ready.Remove(next);
        _ready.RemoveAll(waiter => waiter.Process.State == ProcessState.Dead);
        next.Source.SetResult();
        return true;
    }

    private void WakeDue()
    {
        foreach (var due in Store.ReadDueAsync(Time.Now, 64, JournalShare.All).AsTask().Result)
        {
            if (_woken.TryGetValue(due.Id, out var last) && Time.Now - last < TimeSpan.FromSeconds(2)) continue;
            _woken[due.Id] = Time.Now;
            Process.Wake(due.Id).Ignore();
        }
    }

    private sealed record Waiter(SimulatedProcess Process)
    {
        // Continuations run inside SetResult, on the one thread there is: that is the whole scheduler.
        public TaskCompletionSource Source { get; } = new();

        public bool IsLate { get; init; }

        public bool CanRun => Process.State == ProcessState.Running;
    }
}
