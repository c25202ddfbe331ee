using System.Runtime.CompilerServices;
using Orleans;
using Orleans.Runtime;

namespace Nola.Runtime.Tests.Model.CustomCalls;

/// <summary>A return type of the application's own.</summary>
[InvokableBaseType(typeof(GrainReference), typeof(Reply<>), typeof(ReplyRequest<>))]
public sealed class Reply<T>(Task<T?> task)
{
    public bool IsProxied { get; init; }

    public TaskAwaiter<T?> GetAwaiter() => task.GetAwaiter();
}
