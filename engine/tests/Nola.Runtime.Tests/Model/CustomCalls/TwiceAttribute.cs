using Orleans;
using Orleans.Runtime;

namespace Nola.Runtime.Tests.Model.CustomCalls;

/// <summary>Calls the method again when it fails.</summary>
[InvokableBaseType(typeof(GrainReference), typeof(Task<>), typeof(TwiceRequest<>))]
[AttributeUsage(AttributeTargets.Method)]
public sealed class TwiceAttribute : Attribute;
