using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Nola.Runtime.Activation;
using Nola.Runtime.Diagnostics;
using Nola.Runtime.Placement;
using Orleans.Hosting;
using Orleans.Timers;

namespace Nola.Runtime.Reminders;

/// <summary>
/// The reminders of the grains that this silo owns. The table is read when the silo starts and then periodically, which
/// also hands reminders over when ownership changes; what is registered here takes effect at once. Occurrences are
/// anchored at the start time; those that were missed are skipped, and ticks of one reminder never overlap.
/// </summary>
internal sealed partial class ReminderService(
    IReminderTable table,
    IOptions<ReminderOptions> options,
    ActivationHost host,
    IGrainLocator locator,
    TimeProvider time,
    ILogger<ReminderService> logger) : IReminderRegistry, ILifecycleParticipant<ISiloLifecycle>
{
    private readonly Lock _lock = new();

    /// <summary>Reminders with a running clock on this silo. Guarded by the lock.</summary>
    private readonly Dictionary<(GrainId, string), LocalReminder> _local = [];

    private ITimer? _refresh;
    private bool _isStopped;

    public void Participate(ISiloLifecycle lifecycle)
    {
        ArgumentNullException.ThrowIfNull(lifecycle);
        lifecycle.Subscribe(nameof(ReminderService), ServiceLifecycleStage.Active, StartAsync, StopAsync);
    }

    public async Task<IGrainReminder> RegisterOrUpdateReminder(
        GrainId callingGrainId, string reminderName, TimeSpan dueTime, TimeSpan period)
    {
        Check(reminderName, dueTime, period);
        var entry = new ReminderEntry
        {
            GrainId = callingGrainId,
            ReminderName = reminderName,
            StartAt = time.GetUtcNow().UtcDateTime + dueTime,
            Period = period,
        };
        entry.ETag = await table.UpsertRow(entry)
            ?? throw new ReminderException($"The reminder {reminderName} of {callingGrainId} could not be stored.");
        if (IsOwned(callingGrainId)) Schedule(entry);
        return new GrainReminder(callingGrainId, reminderName, entry.ETag);
    }

    public async Task UnregisterReminder(GrainId callingGrainId, IGrainReminder reminder)
    {
        CheckContext();
        if (reminder is not GrainReminder known)
        {
            throw new ArgumentException("The reminder was not given out by this runtime.", nameof(reminder));
        }

        if (await table.RemoveRow(callingGrainId, known.ReminderName, known.ETag))
        {
            Cancel(callingGrainId, known.ReminderName);
        }
        else if (await table.ReadRow(callingGrainId, known.ReminderName) is not null)
        {
            throw new ReminderException(
                $"The reminder {known.ReminderName} of {callingGrainId} was changed after the handle was given out.");
        }
    }

    public async Task<IGrainReminder?> GetReminder(GrainId callingGrainId, string reminderName)
    {
        CheckContext();
        ArgumentException.ThrowIfNullOrWhiteSpace(reminderName);
        return await table.ReadRow(callingGrainId, reminderName) is { } row ? ToReminder(row) : null;
    }

    public async Task<List<IGrainReminder>> GetReminders(GrainId callingGrainId)
    {
        CheckContext();
        var rows = await table.ReadRows(callingGrainId);
        return [.. rows.Reminders.Select(ToReminder)];
    }

    private static IGrainReminder ToReminder(ReminderEntry row) =>
        new GrainReminder(row.GrainId, row.ReminderName, row.ETag ?? string.Empty);

    private static void CheckContext()
    {
        if (RuntimeContext.Current is null)
        {
            throw new InvalidOperationException("Reminders are registered by grains, from within their turns.");
        }
    }

    private void Check(string reminderName, TimeSpan dueTime, TimeSpan period)
    {
        CheckContext();
        ArgumentException.ThrowIfNullOrWhiteSpace(reminderName);
        ArgumentOutOfRangeException.ThrowIfLessThan(dueTime, TimeSpan.Zero);
        ArgumentOutOfRangeException.ThrowIfLessThan(period, TimeSpan.Zero);
        if (period < options.Value.MinimumReminderPeriod)
        {
            throw new ArgumentException(
                $"The period {period} of {reminderName} is shorter than {options.Value.MinimumReminderPeriod}, the "
                + "minimum.",
                nameof(period));
        }
    }

    private async Task StartAsync(CancellationToken cancellationToken)
    {
        host.Instruments.Meter.CreateObservableGauge("orleans-reminders-active", CountActive);
        await table.StartAsync(cancellationToken);
        await RefreshAsync();
        var period = options.Value.RefreshReminderListPeriod;
        using (ExecutionContext.SuppressFlow())
        {
            _refresh = time.CreateTimer(
                static self => _ = ((ReminderService)self!).RefreshAsync(), this, period, period);
        }
    }

    private int CountActive()
    {
        lock (_lock) return _local.Count;
    }

    private async Task StopAsync(CancellationToken cancellationToken)
    {
        _refresh?.Dispose();
        lock (_lock)
        {
            _isStopped = true;
            foreach (var reminder in _local.Values)
            {
                reminder.Stop();
            }

            _local.Clear();
        }

        if (!cancellationToken.IsCancellationRequested) await table.StopAsync(cancellationToken);
    }

    private async Task RefreshAsync()
    {
        ReminderTableData rows;
        try
        {
            rows = await table.ReadRows(0, 0);
        }
        catch (Exception exception) // Tried again at the next refresh; known reminders go on.
        {
            LogRefreshFailed(logger, exception);
            return;
        }

        var owned = rows.Reminders.Where(row => IsOwned(row.GrainId)).ToList();
        var keys = owned.Select(row => (row.GrainId, row.ReminderName)).ToHashSet();
        lock (_lock)
        {
            foreach (var (key, reminder) in _local.Where(local => !keys.Contains(local.Key)).ToList())
            {
                // Removed by others, or now another silo's. One registered while the table was read comes back with
                // the next refresh at the latest.
                if (reminder.IsOlderThanRefresh) Cancel(key.Item1, key.Item2);
                else reminder.IsOlderThanRefresh = true;
            }
        }

        owned.ForEach(Schedule);
    }

    private bool IsOwned(GrainId grainId) => locator.Owns(grainId);

    private void Schedule(ReminderEntry entry)
    {
        lock (_lock)
        {
            if (_isStopped) return;

            var key = (entry.GrainId, entry.ReminderName);
            if (_local.TryGetValue(key, out var existing))
            {
                if (existing.ETag == entry.ETag) return;

                existing.Stop();
            }

            _local[key] = new LocalReminder(this, entry);
        }
    }

    private void Cancel(GrainId grainId, string reminderName)
    {
        lock (_lock)
        {
            if (_local.Remove((grainId, reminderName), out var reminder)) reminder.Stop();
        }
    }

    [LoggerMessage(1301, LogLevel.Error, "Reading the reminder table failed")]
    private static partial void LogRefreshFailed(ILogger logger, Exception exception);

    [LoggerMessage(1302, LogLevel.Warning, "Reminder {Name} of {GrainId} failed; it stays registered")]
    private static partial void LogTickFailed(ILogger logger, Exception exception, string name, GrainId grainId);

    /// <summary>The clock of one reminder.</summary>
    private sealed class LocalReminder
    {
        // Longer waits are made of several.
        private static readonly TimeSpan WaitMax = TimeSpan.FromDays(1);

        private readonly ReminderService _service;
        private readonly ReminderEntry _entry;
        private readonly ITimer _timer;
        private DateTime _due;
        private volatile bool _isStopped;

        public LocalReminder(ReminderService service, ReminderEntry entry)
        {
            _service = service;
            _entry = entry;
            using (ExecutionContext.SuppressFlow())
            {
                _timer = service.Time.CreateTimer(
                    static self => _ = ((LocalReminder)self!).OnTimerAsync(),
                    this,
                    Timeout.InfiniteTimeSpan,
                    Timeout.InfiniteTimeSpan);
            }

            _due = NextDue();
            Arm();
        }

        public string? ETag => _entry.ETag;

        public bool IsOlderThanRefresh { get; set; }

        public void Stop()
        {
            _isStopped = true;
            _timer.Dispose();
        }

        private DateTime Now => _service.Time.GetUtcNow().UtcDateTime;

        /// <summary>The first occurrence that is not over: now, if it is now.</summary>
        private DateTime NextDue()
        {
            var now = Now;
            if (_entry.StartAt >= now) return _entry.StartAt;

            var periods = (now - _entry.StartAt).Ticks / _entry.Period.Ticks;
            return _entry.StartAt + ((periods + 1) * _entry.Period);
        }

        private void Arm()
        {
            if (_isStopped) return;

            var wait = _due - Now;
            _timer.Change(
                wait < TimeSpan.Zero ? TimeSpan.Zero : wait > WaitMax ? WaitMax : wait, Timeout.InfiniteTimeSpan);
        }

        private async Task OnTimerAsync()
        {
            if (_isStopped) return;

            if (_due > Now)
            {
                Arm();
                return;
            }

            _service.Instruments.ReminderTardiness.Record((Now - _due).TotalSeconds);
            try
            {
                var grain = _service.GetGrain(_entry.GrainId);
                await grain.ReceiveReminder(
                    _entry.ReminderName, new TickStatus(_entry.StartAt, _entry.Period, Now));
                _service.Instruments.ReminderTicks.Add(1);
            }
            catch (Exception exception) // The next period is another chance.
            {
                LogTickFailed(_service.Logger, exception, _entry.ReminderName, _entry.GrainId);
            }

            _due = NextDue();
            Arm();
        }
    }

    private TimeProvider Time => time;

    private RuntimeInstruments Instruments => host.Instruments;

    private ILogger Logger => logger;

    private IRemindable GetGrain(GrainId grainId) =>
        (IRemindable)(object)host.References.Create(grainId, typeof(IRemindable));
}
