using Nola.Runtime.Activation;
using Orleans.CodeGeneration;
using Orleans.Serialization;
using Orleans.Serialization.Buffers;
using Orleans.Serialization.Cloning;
using Orleans.Serialization.Invocation;

namespace Nola.Runtime.Timers;

/// <summary>One tick of a timer: a request like any other, but to this activation or to none.</summary>
internal sealed class TimerTick(GrainTimer timer) : Invocation(new TickRequest(timer), null)
{
    public override bool KeepsAlive => timer.KeepsAlive;

    public override bool MayBeForwarded => false;

    public override bool IsAbandoned => timer.IsDisposed;

    public override void Complete(Task task) => timer.OnTicked(task);

    public override void Fail(Exception exception) => timer.OnTicked(Task.FromException(exception));

    public override void SendAway(GrainId grainId)
    {
        // Never forwarded, so never here.
    }

    private sealed class TickRequest(GrainTimer timer) : TaskRequest
    {
        private const string MethodName = nameof(IGrainTimerInvoker.InvokeCallbackAsync);

        private static readonly GrainMethod s_waiting = Create(InvokeMethodOptions.None);
        private static readonly GrainMethod s_interleaving = Create(InvokeMethodOptions.AlwaysInterleave);

        private object? _target;

        public override GrainMethod Method => timer.Interleaves ? s_interleaving : s_waiting;

        public override void SetTargetObject(object? target) => _target = target;

        public override object? GetTarget() => _target;

        public override void SetTarget(ITargetHolder holder) => _target = holder.GetTarget();

        public override int GetArgumentCount() => 0;

        public override object? GetArgument(int index) => throw new ArgumentOutOfRangeException(nameof(index));

        public override void SetArgument(int index, object value) =>
            throw new ArgumentOutOfRangeException(nameof(index));

        public override void CopyArguments(CopyContext context)
        {
        }

        public override void WriteArguments(ref Writer writer) =>
            throw new InvalidOperationException("A timer ticks where its grain is.");

        public override void ReadArguments(ref Reader reader) =>
            throw new InvalidOperationException("A timer ticks where its grain is.");

        public override void Dispose() => _target = null;

        protected internal override Task InvokeTarget() => timer.TickAsync();

        private static GrainMethod Create(InvokeMethodOptions options) => new(
            typeof(IGrainTimerInvoker),
            MethodName,
            0,
            options,
            null,
            static () => typeof(IGrainTimerInvoker).GetMethod(MethodName)!);
    }
}
