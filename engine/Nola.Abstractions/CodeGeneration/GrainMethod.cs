using System.Reflection;

namespace Orleans.CodeGeneration;

/// <summary>How a call is delivered and admitted.</summary>
[Flags]
public enum InvokeMethodOptions
{
    /// <summary>Nothing special.</summary>
    None = 0,

    /// <summary>No response is sent.</summary>
    OneWay = 1,

    /// <summary>May interleave with other read-only calls.</summary>
    ReadOnly = 2,

    /// <summary>May interleave with every call.</summary>
    AlwaysInterleave = 4,

    /// <summary>Carries no order; has no effect.</summary>
    Unordered = 8,
}

/// <summary>
/// What generated code knows about one method of a grain interface. There is one instance per method and closed
/// interface in a process, held by a static field of the generated request class.
/// </summary>
public sealed class GrainMethod
{
    private readonly Func<MethodInfo> _resolve;
    private MethodInfo? _method;

    /// <summary>Creates the description.</summary>
    /// <param name="interfaceType">The closed interface.</param>
    /// <param name="name">The method's name.</param>
    /// <param name="id">The method's id on the wire, unique within its interface.</param>
    /// <param name="options">Delivery and admission.</param>
    /// <param name="responseTimeout">The method's own response timeout, or null.</param>
    /// <param name="resolve">Finds the interface's method; called at most once, off the call's path.</param>
    /// <param name="takesGrainCancellationToken">Whether a parameter is a <see cref="GrainCancellationToken"/>.</param>
    public GrainMethod(
        Type interfaceType,
        string name,
        uint id,
        InvokeMethodOptions options,
        TimeSpan? responseTimeout,
        Func<MethodInfo> resolve,
        bool takesGrainCancellationToken = false)
    {
        TakesGrainCancellationToken = takesGrainCancellationToken;
        IsNeverInlined = takesGrainCancellationToken || (options & InvokeMethodOptions.OneWay) != 0;
        InterfaceType = interfaceType;
        Name = name;
        Id = id;
        Options = options;
        ResponseTimeout = responseTimeout;
        _resolve = resolve;
        InterfaceName = interfaceType.FullName ?? interfaceType.Name;
        ActivityName = $"{interfaceType.Name}/{name}";
        IsExtension = interfaceType.IsAssignableTo(typeof(Runtime.IGrainExtension));
    }

    /// <summary>The closed interface.</summary>
    public Type InterfaceType { get; }

    /// <summary>The interface's CLR name.</summary>
    public string InterfaceName { get; }

    /// <summary>The method's name.</summary>
    public string Name { get; }

    /// <summary>The name used for tracing.</summary>
    public string ActivityName { get; }

    /// <summary>The method's id on the wire.</summary>
    public uint Id { get; }

    /// <summary>Delivery and admission.</summary>
    public InvokeMethodOptions Options { get; }

    /// <summary>The method's own response timeout, or null.</summary>
    public TimeSpan? ResponseTimeout { get; }

    /// <summary>The interface's method.</summary>
    public MethodInfo MethodInfo => _method ??= _resolve();

    /// <summary>Whether no response is sent.</summary>
    public bool IsOneWay => (Options & InvokeMethodOptions.OneWay) != 0;

    /// <summary>Whether the call interleaves with other read-only calls.</summary>
    public bool IsReadOnly => (Options & InvokeMethodOptions.ReadOnly) != 0;

    /// <summary>Whether the call interleaves with every call.</summary>
    public bool IsAlwaysInterleave => (Options & InvokeMethodOptions.AlwaysInterleave) != 0;

    /// <summary>
    /// Finds an interface's method by its exact signature. Generated code passes this to the constructor.
    /// </summary>
    /// <param name="interfaceType">The closed interface that declares the method.</param>
    /// <param name="name">The method's name.</param>
    /// <param name="typeArguments">The method's type arguments, or an empty array.</param>
    /// <param name="parameterTypes">The closed types of all parameters, in order.</param>
    public static MethodInfo Find(Type interfaceType, string name, Type[] typeArguments, Type[] parameterTypes)
    {
        foreach (var candidate in interfaceType
            .GetMethods(BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Instance))
        {
            if (candidate.Name != name || candidate.GetGenericArguments().Length != typeArguments.Length) continue;
            if (candidate.GetParameters().Length != parameterTypes.Length) continue;

            var method = typeArguments.Length == 0 ? candidate : candidate.MakeGenericMethod(typeArguments);
            if (method.GetParameters().Select(parameter => parameter.ParameterType).SequenceEqual(parameterTypes))
            {
                return method;
            }
        }

        throw new MissingMethodException(interfaceType.FullName, name);
    }

    /// <summary>Whether the method is called on an extension of the grain, not on the grain itself.</summary>
    internal bool IsExtension { get; }

    /// <summary>Whether arguments have to be tied to the token that the caller cancels.</summary>
    internal bool TakesGrainCancellationToken { get; }

    /// <summary>Whether calls always take the longer way: nobody waits for them, or their arguments change on it.</summary>
    internal bool IsNeverInlined { get; }

    /// <summary>
    /// What the runtime learns about the method while it runs (whether its turns are short enough to run inline).
    /// </summary>
    internal InlineProfile Inline;

    /// <summary>The same for what callers do in their turns with an outcome of the method that came from elsewhere.</summary>
    internal InlineProfile Resumption;
}

/// <summary>
/// Counters behind the decision whether a call may run on the caller's thread. Racy by design: a lost update costs
/// nothing.
/// </summary>
internal struct InlineProfile
{
    /// <summary>Calls between two measurements.</summary>
    private const int SampleInterval = 256;

    /// <summary>Measurements in a row that change the verdict.</summary>
    private const int ContradictionsMin = 2;

    /// <summary>Calls until the next measurement.</summary>
    public int CallsUntilSample;

    /// <summary>Calls from the last measurement to the next one.</summary>
    public int Interval;

    /// <summary>Consecutive samples that speak for the opposite of <see cref="Allowed"/>.</summary>
    public int Contradictions;

    /// <summary>
    /// Whether calls may run on the caller's thread. Methods begin on threads of their own: the first call of one that
    /// blocks must not block its caller.
    /// </summary>
    public bool Allowed;

    /// <summary>Whether the last measurement was so short that waiting for one to end costs less than to queue behind it.</summary>
    public bool IsBrief;

    /// <summary>Takes a measurement.</summary>
    public void Note(bool isShort, bool isBrief)
    {
        IsBrief = isBrief;
        CallsUntilSample = SampleInterval;
        if (isShort == Allowed)
        {
            Contradictions = 0;
        }
        else if (++Contradictions >= ContradictionsMin)
        {
            Allowed = isShort;
            Contradictions = 0;
        }

        // A contradiction is looked into with the next call, not after the next hundred.
        if (Contradictions > 0) CallsUntilSample = 0;
        Interval = CallsUntilSample;
    }
}
